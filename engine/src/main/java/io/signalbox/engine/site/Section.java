package io.signalbox.engine.site;

import io.signalbox.engine.DidYouMean;
import io.signalbox.sdk.Durations;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping of the file with known keys. What is wrong with a value is noted where it stands, and the value taken for left out. */
final class Section {

    private final YamlText yaml;
    private final Node node;
    private final String what;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /** @param what how messages call it: {@code host web-1} */
    Section(YamlText yaml, Node node, String what, List<String> keys) {
        this.yaml = yaml;
        this.node = node;
        this.what = what;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> add(tuple, keys));
        } else if (!nothing(node)) {
            yaml.error(
                    "wrong-type",
                    node,
                    "Expected keys and values of " + what + " here: " + String.join(", ", keys) + ".");
        }
    }

    private void add(NodeTuple tuple, List<String> keys) {
        String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (!keys.contains(key)) {
            yaml.error(
                    "unknown-key",
                    tuple.getKeyNode(),
                    "There is no '" + key + "' in " + what + "." + DidYouMean.hint(key, keys));
        } else if (values.containsKey(key)) {
            yaml.error("duplicate", tuple.getKeyNode(), "'" + key + "' is in " + what + " twice.");
        } else if (!nothing(tuple.getValueNode())) {
            values.put(key, tuple.getValueNode());
        }
    }

    Node node() {
        return node;
    }

    Optional<Node> at(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Where something about a key is noted: its value if it has one, else the section. */
    Node place(String key) {
        return values.getOrDefault(key, node);
    }

    Optional<String> text(String key) {
        return at(key).flatMap(value -> text(value, "'" + key + "' of " + what));
    }

    String required(String key) {
        Optional<String> text = text(key).filter(t -> !t.isBlank());
        if (text.isEmpty() && !(at(key).isPresent() && !(at(key).get() instanceof ScalarNode))) {
            yaml.error("missing", place(key), "'" + key + "' is missing in " + what + ".");
        }
        return text.orElse("");
    }

    int whole(String key, int least, int most, int otherwise) {
        return wholeOrNull(key, least, most).orElse(otherwise);
    }

    Optional<Integer> wholeOrNull(String key, int least, int most) {
        return text(key).flatMap(text -> {
            if (text.matches("-?\\d{1,9}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
                return Optional.of(Integer.parseInt(text));
            }
            yaml.error(
                    "out-of-range",
                    place(key),
                    "'" + key + "' of " + what + " must be a whole number from " + least + " to " + most + ", is '"
                            + text + "'.");
            return Optional.empty();
        });
    }

    Optional<Double> decimal(String key) {
        return text(key).flatMap(text -> {
            if (text.matches("\\d{1,4}(\\.\\d{1,9})?") && Double.parseDouble(text) > 0) {
                return Optional.of(Double.parseDouble(text));
            }
            yaml.error(
                    "out-of-range",
                    place(key),
                    "'" + key + "' of " + what + " must be a number above 0, is '" + text + "'.");
            return Optional.empty();
        });
    }

    Duration time(String key, Duration otherwise) {
        return timeOrNull(key).orElse(otherwise);
    }

    Optional<Duration> timeOrNull(String key) {
        return text(key).flatMap(text -> {
            try {
                return Optional.of(Durations.parse(text));
            } catch (IllegalArgumentException e) {
                yaml.error("duration", place(key), "'" + key + "' of " + what + ": " + e.getMessage());
                return Optional.empty();
            }
        });
    }

    /** A list of texts with their places. */
    List<ScalarNode> texts(String key) {
        List<ScalarNode> texts = new ArrayList<>();
        at(key).ifPresent(value -> {
            if (value instanceof SequenceNode sequence) {
                sequence.getValue()
                        .forEach(item -> scalar(item, "An item of '" + key + "' of " + what)
                                .ifPresent(texts::add));
            } else {
                yaml.error("wrong-type", value, "'" + key + "' of " + what + " must be a list, such as [a, b].");
            }
        });
        return texts;
    }

    /** Keys and values, with the places of the values. */
    Map<String, ScalarNode> map(String key) {
        Map<String, ScalarNode> map = new LinkedHashMap<>();
        at(key).ifPresent(value -> {
            if (value instanceof MappingNode mapping) {
                mapping.getValue().forEach(tuple -> pair(key, tuple, map));
            } else {
                yaml.error(
                        "wrong-type", value, "'" + key + "' of " + what + " must be keys and values, such as {a: b}.");
            }
        });
        return map;
    }

    private void pair(String key, NodeTuple tuple, Map<String, ScalarNode> map) {
        String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (name.isBlank() || map.containsKey(name)) {
            yaml.error(
                    "duplicate",
                    tuple.getKeyNode(),
                    "The key '" + name + "' in '" + key + "' of " + what + " is empty or there twice.");
        } else {
            scalar(tuple.getValueNode(), "'" + name + "' in '" + key + "' of " + what)
                    .ifPresent(value -> map.put(name, value));
        }
    }

    /** The items of a list of sections. */
    static List<? extends Node> items(YamlText yaml, @Nullable Node node, String what) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        if (node != null) {
            yaml.error("wrong-type", node, "'" + what + "' must be a list: each begins with a dash.");
        }
        return List.of();
    }

    private Optional<String> text(Node value, String whose) {
        return scalar(value, whose).map(scalar -> scalar.getValue().strip());
    }

    private Optional<ScalarNode> scalar(Node value, String whose) {
        if (value instanceof ScalarNode scalar && !nothing(scalar)) {
            return Optional.of(scalar);
        }
        yaml.error(
                "wrong-type",
                value,
                whose + " must be a single value" + (nothing(value) ? ", write \"\" for an empty one." : "."));
        return Optional.empty();
    }

    private static boolean nothing(Node value) {
        return value.getTag().equals(Tag.NULL);
    }
}
