package io.signalbox.engine.site;

import io.signalbox.sdk.Host;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the hosts of a site. */
final class HostReader {

    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9._/:@+-]{1,128}");
    private static final List<String> KEYS = List.of("name", "url", "tls", "address", "labels", "vars", "parallel");
    private static final List<String> TLS = List.of("ca", "cert", "key");
    private static final int MOST_PARALLEL = 1000;
    private static final int USUAL_PARALLEL = 4;

    private final YamlText yaml;
    private final Path folder;
    private final Map<String, Host> hosts = new LinkedHashMap<>();

    /** @param folder what relative paths start from */
    HostReader(YamlText yaml, Path folder) {
        this.yaml = yaml;
        this.folder = folder;
    }

    List<Host> read(@Nullable Node list) {
        Section.items(yaml, list, "hosts").forEach(this::host);
        return List.copyOf(hosts.values());
    }

    private void host(Node node) {
        Section section = new Section(yaml, node, "a host", KEYS);
        String name = section.required("name");
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            yaml.error(
                    "name",
                    section.place("name"),
                    "The host name '" + name + "' may only have letters, digits, _ . and -.");
        }
        String written = section.required("url");
        Optional<URI> url = written.isEmpty() ? Optional.empty() : url(written, section.place("url"));
        Host.Tls tls = section.at("tls").map(this::tls).orElse(null);
        if (tls != null && url.isPresent() && !"tcp".equals(url.get().getScheme())) {
            yaml.error("tls", section.place("tls"), "TLS files are for tcp:// only.");
        }
        Host host = new Host(
                name,
                url.orElse(URI.create("unix:///")),
                tls,
                section.text("address").orElseGet(() -> url.map(URI::getHost).orElse("127.0.0.1")),
                labels(section),
                texts(section.map("vars")),
                section.whole("parallel", 1, MOST_PARALLEL, USUAL_PARALLEL));
        if (!name.isEmpty() && hosts.putIfAbsent(name, host) != null) {
            yaml.error("duplicate", section.place("name"), "There is another host named '" + name + "'.");
        }
    }

    private Optional<URI> url(String text, Node at) {
        try {
            URI url = new URI(text);
            String problem = problem(url);
            if (problem.isEmpty()) {
                return Optional.of(url);
            }
            yaml.error("url", at, "The url '" + text + "' " + problem);
        } catch (URISyntaxException e) {
            yaml.error("url", at, "'" + text + "' is not a url. Use unix:///path, tcp://host:port or ssh://user@host.");
        }
        return Optional.empty();
    }

    private static String problem(URI url) {
        String scheme = String.valueOf(url.getScheme());
        return switch (scheme) {
            case "unix" ->
                url.getPath() == null || url.getPath().length() < 2 || url.getHost() != null
                        ? "must be like unix:///var/run/docker.sock."
                        : "";
            case "tcp" ->
                url.getHost() == null || url.getPort() < 1 || url.getPort() > 65_535
                        ? "must have a host and a port from 1 to 65535, like tcp://10.0.0.5:2376."
                        : "";
            case "ssh" -> url.getHost() == null ? "must have a host, like ssh://user@host." : "";
            default -> "must begin with unix://, tcp:// or ssh://.";
        };
    }

    private Host.@Nullable Tls tls(Node node) {
        Section section = new Section(yaml, node, "tls", TLS);
        Path ca = file(section, "ca");
        Path cert = file(section, "cert");
        Path key = file(section, "key");
        return ca == null || cert == null || key == null ? null : new Host.Tls(ca, cert, key);
    }

    private @Nullable Path file(Section section, String key) {
        String text = section.required(key);
        if (text.isEmpty()) {
            return null;
        }
        try {
            Path path = folder.resolve(text).normalize();
            if (!Files.isReadable(path) || Files.isDirectory(path)) {
                yaml.error(
                        "tls",
                        section.place(key),
                        "The file '" + text
                                + "' is not there or cannot be read. Relative paths start from the folder of the site file.");
            }
            return path;
        } catch (InvalidPathException e) {
            yaml.error("tls", section.place(key), "'" + text + "' is not a path.");
            return null;
        }
    }

    private Map<String, String> labels(Section section) {
        Map<String, ScalarNode> labels = section.map("labels");
        labels.forEach((key, value) -> {
            if (key.equals("name")) {
                yaml.error(
                        "label",
                        value,
                        "A label cannot be called name: in expressions that means the name of the host.");
            } else if (!LABEL.matcher(key).matches()
                    || !LABEL.matcher(value.getValue()).matches()) {
                yaml.error(
                        "label",
                        value,
                        "The label '" + key + ": " + value.getValue()
                                + "' cannot be used in expressions. Use letters, digits and . _ / : @ + -.");
            }
        });
        return texts(labels);
    }

    private static Map<String, String> texts(Map<String, ScalarNode> nodes) {
        Map<String, String> texts = new LinkedHashMap<>();
        nodes.forEach((key, value) -> texts.put(key, value.getValue()));
        return texts;
    }
}
