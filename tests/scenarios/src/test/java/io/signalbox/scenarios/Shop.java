package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.testkit.lab.Lab;
import io.signalbox.testkit.lab.LabHost;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The service {@code shop} of the lab, whose hosts run and are empty before and after each test. */
final class Shop implements BeforeEachCallback, AfterEachCallback {

    private final Application signalbox;

    Shop(Application signalbox) {
        this.signalbox = signalbox;
    }

    /** All there is of it on a host, to compare. */
    record State(Map<String, Hosts.Container> containers, Map<String, String> configurations, List<String> images) {

        /** An engine that was started again writes empty lists where it wrote null before. */
        State asAfterARestart() {
            Map<String, String> read = new TreeMap<>(configurations);
            read.replaceAll((name, text) -> text.replaceAll("(\"Dns\\w*\" : )null", "$1[ ]"));
            return new State(containers, read, images);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        clear();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        clear();
    }

    private static void clear() {
        Lab.require().clear();
        Lab.require().hosts().forEach(host -> host.docker("image", "prune", "-af"));
    }

    static LabHost web(int number) {
        return Lab.require().host(number);
    }

    static String image(String version) {
        return Lab.require().shop(version);
    }

    /** Brings a version to both hosts at once; that must succeed. */
    Api.Run deployed(String version) {
        Api.Run run = run("deploy", Map.of("service", "shop", "version", version, "batch", "2"));
        assertThat(run.outcome()).as(run.outputs().toString()).isEqualTo("Deployed");
        return run;
    }

    /** Runs it to its end. */
    Api.Run run(String runbook, Map<String, ?> inputs) {
        return signalbox.api().awaitEnd(signalbox.api().start(runbook, inputs).id());
    }

    /** The step of a host, its undo left aside. */
    Api.Step step(Api.Run run, String elementId, LabHost host) {
        List<Api.Step> found = signalbox.api().steps(run.id()).stream()
                .filter(s -> s.elementId().equals(elementId) && host.name().equals(s.host()) && s.undoOf() == null)
                .toList();
        assertThat(found).as("steps %s on %s", elementId, host).hasSize(1);
        return found.getFirst();
    }

    /** Titles of what happened on a host, of one kind. */
    List<String> titles(Api.Run run, String kind, LabHost host) {
        return signalbox.api().timeline(run.id()).stream()
                .filter(e -> e.kind().equals(kind) && host.name().equals(e.host()))
                .map(Api.Entry::title)
                .toList();
    }

    List<String> notes(Api.Run run) {
        return signalbox.api().timeline(run.id()).stream()
                .filter(e -> e.kind().equals("NOTE"))
                .map(Api.Entry::text)
                .toList();
    }

    static State state(LabHost host) {
        Map<String, Hosts.Container> containers = Hosts.containers(host);
        Map<String, String> configurations = new TreeMap<>();
        containers.keySet().forEach(name -> configurations.put(name, Hosts.configuration(host, name)));
        return new State(containers, configurations, Hosts.images(host));
    }

    /** What runs, by name. */
    static Hosts.Container running(LabHost host) {
        Hosts.Container container = Hosts.containers(host).get("shop");
        assertThat(container).as("container shop on %s", host).isNotNull();
        assertThat(container.running()).as(container.toString()).isTrue();
        return container;
    }

    /** What a customer sees. */
    String says(LabHost host) {
        Request request =
                new Request.Builder().url("http://" + host.address() + ":8080/").build();
        try (Response response = signalbox.api().http().newCall(request).execute()) {
            return response.body().string().strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
