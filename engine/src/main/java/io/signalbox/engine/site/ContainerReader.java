package io.signalbox.engine.site;

import io.signalbox.sdk.ContainerSettings;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads container settings in the words of Compose. */
final class ContainerReader {

    private static final List<String> KEYS = List.of(
            "command",
            "entrypoint",
            "environment",
            "ports",
            "network_mode",
            "volumes",
            "labels",
            "restart",
            "mem_limit",
            "cpus",
            "user",
            "working_dir",
            "healthcheck",
            "stop_grace_period");
    private static final List<String> HEALTHCHECK = List.of("test", "interval", "timeout", "retries", "start_period");
    private static final Function<String, String> ANY = text -> "";

    private final YamlText yaml;
    private final Filled filled;

    ContainerReader(YamlText yaml, Filled filled) {
        this.yaml = yaml;
        this.filled = filled;
    }

    ContainerSettings read(@Nullable Node node) {
        if (node == null) {
            return ContainerSettings.NONE;
        }
        Section section = new Section(yaml, node, "a container", KEYS);
        return new ContainerSettings(
                texts(section, "command", ANY),
                texts(section, "entrypoint", ANY),
                map(section, "environment"),
                texts(section, "ports", ContainerReader::port),
                text(
                        section,
                        "network_mode",
                        "[A-Za-z0-9][A-Za-z0-9_.:-]*",
                        "must be host, bridge, none or the name of a network"),
                texts(section, "volumes", ContainerReader::volume),
                map(section, "labels"),
                text(
                        section,
                        "restart",
                        "no|always|unless-stopped|on-failure(:\\d{1,4})?",
                        "must be no, always, unless-stopped or on-failure[:n]"),
                text(section, "mem_limit", "(?i)[1-9]\\d{0,14}([bkmg]b?)?", "must be a size such as 256m or 1g"),
                section.decimal("cpus").orElse(null),
                text(
                        section,
                        "user",
                        "[A-Za-z0-9_][A-Za-z0-9_.-]*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?",
                        "must be a user, with or without :group"),
                text(section, "working_dir", "/.*", "must be an absolute path"),
                section.at("healthcheck").map(this::healthcheck).orElse(null),
                section.timeOrNull("stop_grace_period").orElse(null));
    }

    private ContainerSettings.HealthCheck healthcheck(Node node) {
        Section section = new Section(yaml, node, "a healthcheck", HEALTHCHECK);
        List<String> test;
        if (section.at("test").orElse(null) instanceof ScalarNode shell) {
            filled.check(shell, shell.getValue(), ANY);
            test = List.of("CMD-SHELL", shell.getValue());
        } else {
            test = texts(section, "test", ANY);
            if (test.isEmpty() || !List.of("CMD", "CMD-SHELL", "NONE").contains(test.getFirst())) {
                yaml.error(
                        "setting",
                        section.place("test"),
                        "'test' of a healthcheck must be a list that begins with CMD, CMD-SHELL or NONE, or one text for the shell.");
            }
        }
        return new ContainerSettings.HealthCheck(
                test,
                section.timeOrNull("interval").orElse(null),
                section.timeOrNull("timeout").orElse(null),
                section.wholeOrNull("retries", 1, 1_000).orElse(null),
                section.timeOrNull("start_period").orElse(null));
    }

    private List<String> texts(Section section, String key, Function<String, String> problem) {
        List<ScalarNode> nodes = section.texts(key);
        nodes.forEach(node -> filled.check(node, node.getValue(), problem));
        return nodes.stream().map(ScalarNode::getValue).toList();
    }

    private Map<String, String> map(Section section, String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        section.map(key).forEach((name, node) -> {
            filled.check(node, node.getValue(), ANY);
            texts.put(name, node.getValue());
        });
        return texts;
    }

    private @Nullable String text(Section section, String key, String pattern, String problem) {
        return section.text(key)
                .map(text -> {
                    filled.check(section.place(key), text, t -> Pattern.matches(pattern, t) ? "" : problem);
                    return text;
                })
                .orElse(null);
    }

    private static String port(String text) {
        String problem = "must be a port such as 8080:80, 127.0.0.1:8080:80 or 53:53/udp";
        if (!text.matches("(([0-9.]+|\\[[0-9A-Fa-f:.]+]):)?\\d{1,5}:\\d{1,5}(/(tcp|udp|sctp))?")) {
            return problem;
        }
        String[] parts = text.replaceAll("/.*", "").split(":");
        for (String part : List.of(parts[parts.length - 1], parts[parts.length - 2])) {
            int port = Integer.parseInt(part);
            if (port < 1 || port > 65_535) {
                return "has a port that is not from 1 to 65535";
            }
        }
        return "";
    }

    private static String volume(String text) {
        return text.matches("[^:]+:/[^:]*(:(ro|rw|z|Z|ro,z|ro,Z))?")
                ? ""
                : "must be like /source:/target or name:/target:ro";
    }
}
