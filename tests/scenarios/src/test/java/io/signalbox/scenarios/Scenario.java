package io.signalbox.scenarios;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One way through a runbook.
 *
 * @param prepare makes the world as it is before
 * @param outcome how the run ends when nothing is killed
 * @param orders placed with somebody else: each as often as it came with a key of its own
 */
record Scenario(
        String name,
        String runbook,
        boolean dockerCheck,
        BiConsumer<Target, Api> prepare,
        Function<Target, Map<String, Object>> inputs,
        String outcome,
        Function<Target, List<String>> orders) {

    Scenario(
            String name,
            String runbook,
            boolean dockerCheck,
            BiConsumer<Target, Api> prepare,
            Function<Target, Map<String, Object>> inputs,
            String outcome) {
        this(name, runbook, dockerCheck, prepare, inputs, outcome, t -> List.of());
    }

    private static final Duration LONGEST_PREPARATION = Duration.ofMinutes(4);
    private static final Map<String, Object> SHORTLY = Map.of("healthyWithin", "1s");

    /** All ways that are needed to come by every step of the runbooks that are shipped. */
    static final List<Scenario> SHIPPED = List.of(
            new Scenario(
                    "deploy",
                    "deploy",
                    false,
                    (t, api) -> {
                        runs(t, "old");
                        Images.publish("1.0", t.version("new"));
                    },
                    t -> version(t, "new", Map.of()),
                    "Deployed"),
            new Scenario(
                    "deploy, checked by Docker",
                    "deploy",
                    true,
                    (t, api) -> Images.publish("1.0", t.version("new")),
                    t -> version(t, "new", Map.of()),
                    "Deployed"),
            new Scenario(
                    "deploy of what never becomes healthy",
                    "deploy",
                    false,
                    (t, api) -> {
                        runs(t, "old");
                        Images.publish("1.2", t.version(Target.BAD));
                    },
                    t -> version(t, Target.BAD, SHORTLY),
                    "Rolled back"),
            new Scenario(
                    "rollback",
                    "rollback",
                    false,
                    (t, api) -> {
                        kept(t, "old");
                        runs(t, "new");
                    },
                    t -> Map.of("service", t.service()),
                    "Rolled back"),
            new Scenario(
                    "rollback, checked by Docker",
                    "rollback",
                    true,
                    (t, api) -> {
                        kept(t, "old");
                        runs(t, "new");
                    },
                    t -> Map.of("service", t.service()),
                    "Rolled back"),
            new Scenario(
                    "rollback to an earlier deploy",
                    "rollback",
                    false,
                    (t, api) -> {
                        for (String version : List.of("old", "new")) {
                            Images.publish("1.0", t.version(version));
                            api.awaitEnd(
                                    api.start("deploy", version(t, version, Map.of()))
                                            .id(),
                                    LONGEST_PREPARATION);
                        }
                        t.host().docker("rm", "-f", t.service() + ".previous");
                        t.host().docker("rmi", t.image("old"));
                    },
                    t -> Map.of("service", t.service()),
                    "Rolled back"),
            new Scenario(
                    "rollback to nothing",
                    "rollback",
                    false,
                    (t, api) -> {},
                    t -> Map.of("service", t.service()),
                    "Nothing to go back to"),
            new Scenario(
                    "rollback to what never becomes healthy",
                    "rollback",
                    false,
                    (t, api) -> {
                        kept(t, Target.BAD);
                        runs(t, "new");
                    },
                    t -> with(SHORTLY, Map.of("service", t.service())),
                    "Stopped: not every host was brought back"),
            new Scenario(
                    "rollback of what there is not",
                    "rollback",
                    false,
                    (t, api) -> {},
                    t -> Map.of("service", t.service(), "hosts", "name=none"),
                    "Nothing was changed"),
            new Scenario(
                    "restart",
                    "restart-service",
                    false,
                    (t, api) -> runs(t, "old"),
                    t -> Map.of("service", t.service()),
                    "Restarted"),
            new Scenario(
                    "restart of what is slow to stop",
                    "restart-service",
                    false,
                    (t, api) -> {
                        t.pull("old");
                        t.container(t.service(), "old", true, "--stop-signal=USR1", "--stop-timeout=15");
                    },
                    t -> Map.of("service", t.service()),
                    "Restarted"),
            new Scenario(
                    "restart, checked by Docker",
                    "restart-service",
                    true,
                    (t, api) -> runs(t, "old"),
                    t -> Map.of("service", t.service()),
                    "Restarted"),
            new Scenario(
                    "restart of what never becomes healthy",
                    "restart-service",
                    false,
                    (t, api) -> runs(t, Target.BAD),
                    t -> with(SHORTLY, Map.of("service", t.service())),
                    "Stopped: a host did not become healthy"),
            new Scenario(
                    "restart of what there is not",
                    "restart-service",
                    false,
                    (t, api) -> {},
                    t -> Map.of("service", t.service(), "hosts", "name=none"),
                    "Nothing was restarted"));

    /** Requests, waits and timers. */
    static Scenario orders(Recorder recorder) {
        return new Scenario(
                "orders",
                "kill-orders",
                false,
                (t, api) -> {},
                t -> Map.of("url", recorder.url("/" + t.service())),
                "Ordered",
                t -> Stream.of("first", "second")
                        .flatMap(order -> new HashSet<>(recorder.keys("/" + t.service() + "/" + order))
                                .stream().map(key -> order + (key == null ? " without a key" : " with a key")))
                        .toList());
    }

    static final String ORDERS = Diagram.of("kill-orders")
            .input("url", "string", "required")
            .step("first", "http.request", "url=${url}/first", "method=post", "body=one", "repeatable=true")
            .step("wait", "flow.wait", "duration=1s")
            .element("timer", """
                    <bpmn:intermediateCatchEvent id="timer"><bpmn:timerEventDefinition>
                      <bpmn:timeDuration>PT1S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
                    """)
            .step("second", "http.request", "url=${url}/second", "method=put", "body=two", "repeatable=true")
            .step("note", "flow.note", "text=${first.status} ${second.status}")
            .end("Ordered");

    private static Map<String, Object> version(Target target, String version, Map<String, Object> more) {
        return with(more, Map.of("service", target.service(), "version", target.version(version)));
    }

    private static Map<String, Object> with(Map<String, Object> more, Map<String, Object> inputs) {
        Map<String, Object> all = new java.util.TreeMap<>(inputs);
        all.putAll(more);
        return all;
    }

    private static void runs(Target target, String version) {
        target.pull(version);
        target.container(target.service(), version, true);
    }

    private static void kept(Target target, String version) {
        target.pull(version);
        target.container(target.service() + ".previous", version, false);
    }
}
