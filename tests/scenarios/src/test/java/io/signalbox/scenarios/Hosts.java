package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.testkit.lab.LabHost;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The truth: what a Docker engine itself says of a host, asked without any code of ours in between. */
public final class Hosts {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final OkHttpClient HTTP =
            new OkHttpClient.Builder().readTimeout(Duration.ofSeconds(20)).build();

    private Hosts() {}

    /**
     * A container.
     *
     * @param image as it was asked for, {@code 127.0.0.1:5000/shop:1.0}
     * @param state {@code running}, {@code exited}, …
     */
    public record Container(String id, String name, String image, String state, Map<String, String> labels) {

        public boolean running() {
            return state.equals("running");
        }
    }

    /** All containers, stopped ones too, by name. */
    public static Map<String, Container> containers(LabHost host) {
        return each(get(host, "/containers/json?all=true"))
                .map(c -> new Container(
                        c.get("Id").asString(),
                        c.get("Names").get(0).asString().substring(1),
                        c.get("Image").asString(),
                        c.get("State").asString(),
                        labels(c.get("Labels"))))
                .collect(Collectors.toMap(Container::name, c -> c));
    }

    /** Everything that the engine knows of a container. */
    public static JsonNode inspect(LabHost host, String container) {
        return get(host, "/containers/" + container + "/json");
    }

    /**
     * How a container is configured, as text to compare byte for byte: name, image, command, environment, labels, mounts,
     * limits, restart policy, health check. Not what differs each time it runs.
     */
    public static String configuration(LabHost host, String container) {
        JsonNode all = inspect(host, container);
        Map<String, JsonNode> parts = Map.of(
                "Name", all.get("Name"),
                "Image", all.get("Image"),
                "Path", all.get("Path"),
                "Args", all.get("Args"),
                "Config", all.get("Config"),
                "HostConfig", all.get("HostConfig"),
                "Mounts", all.get("Mounts"));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(new java.util.TreeMap<>(parts));
    }

    /** References of the images that are there. */
    public static List<String> images(LabHost host) {
        return each(get(host, "/images/json"))
                .flatMap(i -> each(i.get("RepoTags")))
                .map(JsonNode::asString)
                .sorted()
                .toList();
    }

    /** Command lines of what runs in a container. */
    public static List<String> processes(LabHost host, String container) {
        return each(get(host, "/containers/" + container + "/top?ps_args=-eo%20pid,args")
                        .get("Processes"))
                .map(p -> p.get(p.size() - 1).asString())
                .toList();
    }

    private static JsonNode get(LabHost host, String path) {
        Request request = new Request.Builder()
                .url("http://" + host.url().getAuthority() + path)
                .build();
        try (Response response = HTTP.newCall(request).execute()) {
            String body = response.body().string();
            assertThat(response.code())
                    .as(() -> host + " " + path + ": " + body)
                    .isEqualTo(200);
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(host + " " + path, e);
        }
    }

    private static java.util.stream.Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Map<String, String> labels(JsonNode labels) {
        return labels.properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, l -> l.getValue().asString()));
    }
}
