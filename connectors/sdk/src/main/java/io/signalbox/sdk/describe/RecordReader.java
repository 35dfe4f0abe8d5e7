package io.signalbox.sdk.describe;

import io.signalbox.sdk.Field;
import io.signalbox.sdk.Secret;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads records into field descriptors; what it cannot read goes to the list of problems. */
final class RecordReader {

    private final List<String> problems;

    RecordReader(List<String> problems) {
        this.problems = problems;
    }

    List<FieldDescriptor> read(Class<? extends Record> type, String where) {
        List<FieldDescriptor> fields = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            fields.add(read(component, where + " '" + component.getName() + "'"));
        }
        return List.copyOf(fields);
    }

    private FieldDescriptor read(RecordComponent component, String where) {
        Optional<Field> field = Optional.ofNullable(component.getAnnotation(Field.class));
        if (field.isEmpty()) {
            problems.add(where + " lacks @Field");
        }
        String defaultValue = field.map(Field::defaultValue).orElse("");
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return new FieldDescriptor(
                component.getName(),
                type(component.getAnnotatedType(), where),
                !nullable && defaultValue.isEmpty(),
                field.map(Field::label).orElse(component.getName()),
                field.map(Field::help).orElse(""),
                field.map(Field::group).orElse(""),
                defaultValue,
                field.map(Field::example).orElse(""),
                field.map(Field::role).orElse(Field.Role.VALUE),
                field.map(Field::multiline).orElse(false));
    }

    /** Constraints have no place on record components but on their types, and so on the types of list items and map values. */
    private FieldType type(AnnotatedType on, String where) {
        Type type = on.getType();
        if (on instanceof AnnotatedParameterizedType p && raw(type) == List.class) {
            Size size = on.getAnnotation(Size.class);
            int least = size != null ? size.min() : 0;
            return new FieldType.ListOf(
                    type(p.getAnnotatedActualTypeArguments()[0], where),
                    on.isAnnotationPresent(NotEmpty.class) ? Math.max(1, least) : least,
                    size == null ? Integer.MAX_VALUE : size.max());
        }
        if (on instanceof AnnotatedParameterizedType p
                && raw(type) == Map.class
                && p.getAnnotatedActualTypeArguments()[0].getType() == String.class) {
            return new FieldType.MapOf(type(p.getAnnotatedActualTypeArguments()[1], where));
        }
        if (type instanceof Class<?> c) {
            return plain(c, on, where);
        }
        problems.add(where + " has the type " + type.getTypeName() + ", which no field can have");
        return new FieldType.Json();
    }

    private static Type raw(Type type) {
        return type instanceof ParameterizedType p ? p.getRawType() : type;
    }

    private FieldType plain(Class<?> c, AnnotatedType on, String where) {
        if (c == String.class) {
            return text(on);
        }
        if (c == int.class || c == Integer.class) {
            return whole(on, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (c == long.class || c == Long.class) {
            return whole(on, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (c == double.class || c == Double.class) {
            return decimal(on);
        }
        if (c == boolean.class || c == Boolean.class) {
            return new FieldType.Bool();
        }
        if (c == Duration.class) {
            return new FieldType.Time();
        }
        if (c == Secret.class) {
            return new FieldType.Hidden();
        }
        if (c == Object.class) {
            return new FieldType.Json();
        }
        if (c.isEnum()) {
            return new FieldType.Choice(Arrays.stream(c.getEnumConstants())
                    .map(o -> option((Enum<?>) o))
                    .toList());
        }
        if (c.isRecord()) {
            Class<? extends Record> nested = c.asSubclass(Record.class);
            return new FieldType.Nested(nested, read(nested, where));
        }
        problems.add(where + " has the type " + c.getName() + ", which no field can have");
        return new FieldType.Json();
    }

    private static FieldType.Choice.Option option(Enum<?> constant) {
        String words = constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new FieldType.Choice.Option(
                words.replace(' ', '-'), Character.toUpperCase(words.charAt(0)) + words.substring(1));
    }

    private static FieldType text(AnnotatedType on) {
        Size size = on.getAnnotation(Size.class);
        Pattern pattern = on.getAnnotation(Pattern.class);
        boolean filled = on.isAnnotationPresent(NotBlank.class) || on.isAnnotationPresent(NotEmpty.class);
        int least = size == null ? 0 : size.min();
        return new FieldType.Text(
                filled ? Math.max(1, least) : least,
                size == null ? Integer.MAX_VALUE : size.max(),
                pattern == null ? "" : pattern.regexp());
    }

    private static FieldType whole(AnnotatedType on, long least, long most) {
        long min = has(on, Min.class).map(Min::value).orElse(least);
        if (on.isAnnotationPresent(Positive.class)) {
            min = Math.max(1, min);
        }
        if (on.isAnnotationPresent(PositiveOrZero.class)) {
            min = Math.max(0, min);
        }
        return new FieldType.Whole(min, has(on, Max.class).map(Max::value).orElse(most));
    }

    private static FieldType decimal(AnnotatedType on) {
        double min = has(on, DecimalMin.class)
                .map(a -> Double.parseDouble(a.value()))
                .orElse(Double.NEGATIVE_INFINITY);
        if (on.isAnnotationPresent(Positive.class)) {
            min = Math.max(Double.MIN_VALUE, min);
        }
        if (on.isAnnotationPresent(PositiveOrZero.class)) {
            min = Math.max(0, min);
        }
        return new FieldType.Decimal(
                min,
                has(on, DecimalMax.class)
                        .map(a -> Double.parseDouble(a.value()))
                        .orElse(Double.POSITIVE_INFINITY));
    }

    private static <A extends Annotation> Optional<A> has(AnnotatedType on, Class<A> annotation) {
        return Optional.ofNullable(on.getAnnotation(annotation));
    }
}
