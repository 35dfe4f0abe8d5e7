package io.signalbox.webapp.request;

import io.signalbox.engine.Finding;
import io.signalbox.webapp.problem.Refused;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A body that is a JSON object, read property by property; {@link #done} refuses it with everything that was wrong. */
public final class JsonBody {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ObjectNode body;
    private final Set<String> known = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();

    private JsonBody(ObjectNode body) {
        this.body = body;
        texts("", body);
    }

    static JsonBody parse(byte[] bytes) {
        JsonNode node;
        try {
            node = STRICT.readTree(bytes);
        } catch (JacksonException e) {
            String at = e.getLocation() == null
                    ? ""
                    : e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr();
            String message = "The body is not JSON: " + sentence(e);
            throw new Refused(400, "BODY_MALFORMED", message, List.of(Finding.error("json", at, message)));
        }
        if (node instanceof ObjectNode object) {
            return new JsonBody(object);
        }
        throw new Refused(400, "BODY_MALFORMED", "The body is not a JSON object.");
    }

    /** A text; null if it is not there. */
    public @Nullable String text(String name, int most) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            wrong(name, value, "a text");
            return null;
        }
        String text = value.stringValue();
        if (text.length() > most) {
            add(
                    "too-long",
                    name,
                    "'" + name + "' has " + text.length() + " characters; at most " + most + " are kept.");
        }
        return text;
    }

    /** A text that must be there and say something; empty if it does not, which {@link #done} refuses. */
    public String requiredText(String name, int most) {
        String text = text(name, most);
        boolean absent = !body.has(name) || body.get(name).isNull();
        if (absent || (text != null && text.isBlank())) {
            add("required", name, "'" + name + "' is missing.");
        }
        return text == null ? "" : text;
    }

    /** A yes or no; no if it is not there. */
    public boolean flag(String name) {
        return Boolean.TRUE.equals(choice(name));
    }

    /** A yes or no; null if it is not there. */
    public @Nullable Boolean choice(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isBoolean()) {
            wrong(name, value, "true or false");
            return null;
        }
        return value.booleanValue();
    }

    /** A list of choices, in upper or lower case; null if it is not there. */
    public <E extends Enum<E>> @Nullable Set<E> choices(String name, Class<E> type) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isArray()) {
            wrong(name, value, "a list");
            return null;
        }
        Set<E> chosen = EnumSet.noneOf(type);
        for (JsonNode item : value.values()) {
            String given = item.isString() ? item.stringValue() : item.toString();
            Arrays.stream(type.getEnumConstants())
                    .filter(e -> e.name().equals(given.toUpperCase(Locale.ROOT).replace('-', '_')))
                    .findFirst()
                    .ifPresentOrElse(
                            chosen::add,
                            () -> add(
                                    "choice",
                                    name,
                                    "'" + name + "' has '" + given + "'; it takes "
                                            + Arrays.toString(type.getEnumConstants()) + "."));
        }
        require(!value.isEmpty(), "required", name, "'" + name + "' is empty.");
        return chosen;
    }

    /** Takes note of what the caller found wrong with a property. */
    public void require(boolean right, String rule, String name, String message) {
        if (!right) {
            add(rule, name, message);
        }
    }

    /** A yes or no that must be there; no if it is not, which {@link #done} refuses. */
    public boolean requiredFlag(String name) {
        if (value(name) == null) {
            add("required", name, "'" + name + "' is missing.");
        }
        return flag(name);
    }

    /** A whole number of at least 1; null if it is not there. */
    public @Nullable Integer positive(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
            wrong(name, value, "a whole number of at least 1");
            return null;
        }
        return value.intValue();
    }

    /** An object, without its properties that are null; null if it is not there. */
    public @Nullable Map<String, Object> object(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            wrong(name, value, "an object");
            return null;
        }
        Map<String, Object> object = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : value.properties()) {
            if (!property.getValue().isNull()) {
                object.put(property.getKey(), STRICT.treeToValue(property.getValue(), Object.class));
            }
        }
        return object;
    }

    /** Refuses what was wrong, and every property that nobody asked for. */
    public void done() {
        for (String name : body.propertyNames()) {
            if (!known.contains(name)) {
                String names = known.stream().sorted().collect(Collectors.joining(", "));
                add("unknown-property", name, "'" + name + "' is not known here; " + names + " are.");
            }
        }
        if (!findings.isEmpty()) {
            throw new Refused(
                    422,
                    "BODY_INVALID",
                    findings.size() == 1
                            ? findings.getFirst().message()
                            : "The body has " + findings.size() + " faults.",
                    findings);
        }
    }

    private @Nullable JsonNode value(String name) {
        known.add(name);
        JsonNode value = body.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** What the parser found, without its own names for where and by which of its features. */
    private static String sentence(JacksonException e) {
        String message = String.valueOf(e.getOriginalMessage())
                .replaceAll("\\s*\\((?:[^()]|\\([^()]*\\))*\\)", "")
                .replaceAll(": was expecting$|:? (?:not allowed )?as per .*$", "")
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return message.endsWith(".") ? message : message + ".";
    }

    /** Databases do not keep the character 0, nor half of one that takes two. */
    private void texts(String pointer, JsonNode node) {
        if (node.isString() && !Texts.canBeKept(node.stringValue())) {
            findings.add(Finding.error("characters", pointer, "'" + pointer + "' " + Texts.CANNOT_BE_KEPT));
        }
        int index = 0;
        for (JsonNode item : node.isArray() ? node.values() : List.<JsonNode>of()) {
            texts(pointer + "/" + index++, item);
        }
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (Texts.canBeKept(property.getKey())) {
                texts(pointer + "/" + escaped(property.getKey()), property.getValue());
            } else {
                findings.add(Finding.error("characters", pointer, "The name of a property " + Texts.CANNOT_BE_KEPT));
            }
        }
    }

    private void wrong(String name, JsonNode value, String wanted) {
        String given = value.getNodeType().toString().toLowerCase(Locale.ROOT);
        add("type", name, "'" + name + "' must be " + wanted + ", not " + given + ".");
    }

    private void add(String rule, String name, String message) {
        findings.add(Finding.error(rule, "/" + escaped(name), message));
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
