package io.signalbox.scenarios;

import io.signalbox.testkit.lab.LabHost;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything that happened to containers and images of a host, as its engine tells it. */
final class Effects implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final OkHttpClient HTTP =
            new OkHttpClient.Builder().readTimeout(Duration.ZERO).build();
    private static final Set<String> COUNTED =
            Set.of("create", "start", "die", "rename", "destroy", "restart", "pull", "tag", "untag", "delete");

    private final List<Effect> seen = new CopyOnWriteArrayList<>();
    private final LabHost host;
    private volatile Call call;
    private volatile Response stream;
    private volatile boolean closed;

    /**
     * One thing that happened.
     *
     * @param what {@code create}, {@code start}, {@code pull}, …
     * @param name of the container or image at that time
     * @param service the label of the container; empty for an image
     */
    record Effect(String what, String name, String service) {}

    Effects(LabHost host) {
        this.host = host;
        connect();
        Thread.ofVirtual().name("effects on " + host.name()).start(this::read);
    }

    /** What happened to a service, with what differs from run to run taken out, in alphabetical order. */
    List<String> of(Target target) {
        return seen.stream()
                .filter(e -> isOf(e, target))
                .map(e -> e.what() + " " + plain(e.name(), target))
                .sorted()
                .toList();
    }

    /** A name without what differs from run to run. */
    static String plain(String name, Target target) {
        return name.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<id>")
                // Names of the moment end in a hash of the step.
                .replaceAll("\\.(next|swap|parked)-[0-9a-f]{8}\\b", ".$1-<id>")
                .replaceAll("\\b" + target.service() + "\\b", "S")
                .replaceAll("shop:" + target.number() + "-", "shop:");
    }

    void forget() {
        seen.clear();
    }

    /** What happened to one service so far. */
    void forget(Target target) {
        if (target != null) {
            seen.removeIf(e -> isOf(e, target));
        }
    }

    private static boolean isOf(Effect effect, Target target) {
        return effect.service().equals(target.service()) || effect.name().contains("/shop:" + target.number() + "-");
    }

    private void connect() {
        HttpUrl url = new HttpUrl.Builder()
                .scheme("http")
                .host(host.address())
                .port(2375)
                .addPathSegment("events")
                .addQueryParameter("filters", "{\"type\":[\"container\",\"image\"]}")
                .build();
        try {
            call = HTTP.newCall(new Request.Builder().url(url).build());
            stream = call.execute();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot follow the events of " + host, e);
        }
    }

    private void read() {
        try (Response read = stream) {
            BufferedSource lines = read.body().source();
            for (String line = lines.readUtf8Line(); line != null; line = lines.readUtf8Line()) {
                add(JSON.readTree(line));
            }
        } catch (IOException e) {
            if (!closed) {
                throw new IllegalStateException("The events of " + host + " broke off", e);
            }
        }
    }

    private void add(JsonNode event) {
        String what = event.get("Action").asString();
        JsonNode attributes = event.get("Actor").get("Attributes");
        if (COUNTED.contains(what)) {
            seen.add(new Effect(
                    what,
                    attributes
                            .path("name")
                            .asString(event.get("Actor").get("ID").asString()),
                    attributes.path("io.signalbox.service").asString("")));
        }
    }

    @Override
    public void close() {
        closed = true;
        // Not closed here: another thread reads it.
        call.cancel();
    }
}
