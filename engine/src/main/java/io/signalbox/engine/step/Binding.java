package io.signalbox.engine.step;

import io.signalbox.engine.DidYouMean;
import io.signalbox.engine.Finding;
import io.signalbox.engine.Rejected;
import io.signalbox.engine.secret.SecretRef;
import io.signalbox.engine.secret.Secrets;
import io.signalbox.engine.step.Scalars.Unfit;
import io.signalbox.sdk.Secret;
import io.signalbox.sdk.describe.FieldDescriptor;
import io.signalbox.sdk.describe.FieldType;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One input on its way into its record; collects everything that is wrong with it. */
final class Binding {

    private final Validator validator;
    private final Secrets secrets;
    private final List<Finding> findings = new ArrayList<>();

    Binding(Validator validator, Secrets secrets) {
        this.validator = validator;
        this.secrets = secrets;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** The record; null if something is wrong with it, which has been noted by then. */
    @Nullable
    Record record(Class<? extends Record> type, List<FieldDescriptor> fields, Map<?, ?> raw, Place at) {
        int before = findings.size();
        unknown(raw.keySet(), fields, at);
        @Nullable Object[] values = values(type, fields, raw, Set.of(), at);
        return findings.size() > before ? null : create(type, values, at);
    }

    void unknown(Set<?> names, List<FieldDescriptor> fields, Place at) {
        List<String> known = fields.stream().map(FieldDescriptor::name).toList();
        Set<String> unknown = new TreeSet<>();
        names.forEach(name -> unknown.add(String.valueOf(name)));
        known.forEach(unknown::remove);
        for (String name : unknown) {
            Place place = at.field(name, name);
            note("unknown-input", place, "is not an input here." + DidYouMean.hint(name, known));
        }
    }

    /** The values of the components, in order. Those to be passed over stay null and are not checked. */
    @Nullable
    Object[] values(
            Class<? extends Record> type, List<FieldDescriptor> fields, Map<?, ?> raw, Set<String> passOver, Place at) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            FieldDescriptor field = fields.get(i);
            if (!passOver.contains(field.name())) {
                Place place = at.field(field.name(), field.label());
                int before = findings.size();
                values[i] = field(field, components[i].getGenericType(), raw.get(field.name()), place);
                if (findings.size() == before) {
                    constraints(type, field, values[i], place);
                }
            }
        }
        return values;
    }

    private @Nullable Object field(FieldDescriptor field, Type type, @Nullable Object raw, Place at) {
        if (raw != null && !(raw instanceof CharSequence text && text.toString().isBlank())) {
            return convert(field.type(), type, raw, at);
        }
        if (!field.defaultValue().isEmpty()) {
            return convert(field.type(), type, field.defaultValue(), at);
        }
        if (field.required()) {
            note("required-input", at, "is required and was not given.");
        }
        return null;
    }

    /** The value; null if it does not fit, which has been noted by then. */
    private @Nullable Object convert(FieldType kind, Type type, Object raw, Place at) {
        try {
            if (!(kind instanceof FieldType.Hidden) && SecretRef.read(raw).isPresent()) {
                Scalars.withoutSecrets(raw);
            }
            return switch (kind) {
                case FieldType.Text _ -> {
                    Scalars.withoutSecrets(raw);
                    yield Scalars.text(raw);
                }
                case FieldType.Whole _ -> Scalars.whole(raw, (Class<?>) type);
                case FieldType.Decimal _ -> Scalars.decimal(raw);
                case FieldType.Bool _ -> Scalars.bool(raw);
                case FieldType.Choice choice -> Scalars.choice(choice, raw, (Class<?>) type);
                case FieldType.Time _ -> Scalars.time(raw);
                case FieldType.Hidden _ -> secret(raw);
                case FieldType.ListOf list -> list(list, argument(type, 0), raw, at);
                case FieldType.MapOf map -> map(map, argument(type, 1), raw, at);
                case FieldType.Nested nested ->
                    record(nested.record(), nested.fields(), asMap(raw, "must be a JSON object"), at);
                case FieldType.Json _ -> {
                    Scalars.withoutSecrets(raw);
                    yield raw;
                }
            };
        } catch (Unfit unfit) {
            note(unfit.rule(), at, unfit.clause());
            return null;
        }
    }

    private Secret secret(Object raw) {
        SecretRef ref = SecretRef.read(raw)
                .orElseThrow(
                        () -> new Unfit(
                                "secret-not-named",
                                "is a secret: name it as ${secrets.NAME}, do not write its value or put it into a longer text."));
        try {
            return secrets.find(ref.name())
                    .orElseThrow(() -> new Unfit(
                            "unknown-secret", "names the secret '" + ref.name() + "', which is not set on this node."));
        } catch (Rejected rejected) {
            throw new Unfit("unknown-secret", "names the secret '" + ref.name() + "': " + rejected.getMessage());
        }
    }

    private List<@Nullable Object> list(FieldType.ListOf kind, Type items, Object raw, Place at) {
        Collection<?> given = switch (raw) {
            case Collection<?> collection -> collection;
            case Object[] array -> Arrays.asList(array);
            case CharSequence text -> Texts.list(text.toString());
            case Number number -> List.of(number);
            case Boolean bool -> List.of(bool);
            default -> throw new Unfit("input-type", "must be a list, is " + Texts.shown(raw) + ".");
        };
        List<@Nullable Object> list = new ArrayList<>();
        for (Object item : given) {
            list.add(part(kind.items(), items, item, at.item(list.size())));
        }
        return list;
    }

    private Map<String, @Nullable Object> map(FieldType.MapOf kind, Type values, Object raw, Place at) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        asMap(raw, "must be a map: key=value, one a line, or JSON")
                .forEach((key, value) ->
                        map.put(String.valueOf(key), part(kind.values(), values, value, at.key(String.valueOf(key)))));
        return map;
    }

    private @Nullable Object part(FieldType kind, Type type, @Nullable Object raw, Place at) {
        if (raw == null) {
            note("input-type", at, "is null; leave it out instead.");
            return null;
        }
        return convert(kind, type, raw, at);
    }

    private static Map<?, ?> asMap(Object raw, String wanted) {
        if (raw instanceof Map<?, ?> map) {
            return map;
        }
        if (raw instanceof CharSequence text) {
            try {
                return Texts.map(text.toString());
            } catch (IllegalArgumentException e) {
                throw new Unfit("input-type", wanted + "; it " + e.getMessage() + ".");
            }
        }
        throw new Unfit("input-type", wanted + ", is " + Texts.shown(raw) + ".");
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    private void constraints(Class<? extends Record> type, FieldDescriptor field, @Nullable Object value, Place at) {
        for (ConstraintViolation<?> violation : validator.validateValue(type, field.name(), value)) {
            String below = violation
                    .getPropertyPath()
                    .toString()
                    .substring(field.name().length())
                    .replaceAll("\\.<[^>]*>", "");
            note("input-value", new Place(at.path() + below, at.label()), violation.getMessage() + ".");
        }
    }

    private @Nullable Record create(Class<? extends Record> type, @Nullable Object[] values, Place at) {
        try {
            var constructor = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            Record record = constructor.newInstance(values);
            for (ConstraintViolation<?> violation : validator.validate(record)) {
                Place place = violation.getPropertyPath().toString().isEmpty()
                        ? at
                        : at.field(
                                violation.getPropertyPath().toString(),
                                violation.getPropertyPath().toString());
                note("input-value", place, violation.getMessage() + ".");
            }
            return record;
        } catch (InvocationTargetException e) {
            Throwable cause = e.getTargetException();
            note("input-value", at, "was refused: " + cause.getMessage());
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " has no usable constructor of its components", e);
        }
    }

    private void note(String rule, Place at, String clause) {
        findings.add(Finding.error(rule, at.path(), at.label() + " " + clause));
    }
}
