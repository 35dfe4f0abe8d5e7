package io.signalbox.connectors.docker;

import io.signalbox.sdk.Plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words of plans. */
final class Plans {

    /** In place of an id that only the engine can give. */
    static final String UNKNOWN = "(known after the step)";

    private Plans() {}

    static String container(DockerHost host, String name) {
        return "container " + name + " on " + host.name();
    }

    static String image(DockerHost host, String image) {
        return "image " + image + " on " + host.name();
    }

    static <O extends Record> Plan<O> replace(
            DockerHost host, Names names, ContainerSpec spec, Optional<Found> old, O expected) {
        Map<String, String> after = Map.of("image", spec.image().text(), "state", "running");
        if (old.isEmpty()) {
            return new Plan<>(
                    "Run container " + names.current() + " on " + host.name() + ": image "
                            + spec.image().text(),
                    List.of(new Plan.Change(Plan.Kind.CREATE, container(host, names.current()), Map.of(), after)),
                    expected);
        }
        Map<String, String> before =
                Map.of("image", old.get().image(), "state", old.get().state());
        return new Plan<>(
                "Replace container " + names.current() + " on " + host.name() + ": image "
                        + old.get().image() + " → " + spec.image().text(),
                List.of(
                        new Plan.Change(Plan.Kind.UPDATE, container(host, names.current()), before, after),
                        new Plan.Change(
                                Plan.Kind.CREATE,
                                container(host, names.previous()),
                                Map.of(),
                                Map.of("image", old.get().image(), "state", "exited"))),
                expected);
    }

    /** A container that goes from one state to another. */
    static <O extends Record> Plan<O> state(DockerHost host, String name, String from, String to, O expected) {
        String verb = to.equals("running") ? "Start" : "Stop";
        List<Plan.Change> changes = from.equals(to)
                ? List.of()
                : List.of(new Plan.Change(
                        Plan.Kind.UPDATE, container(host, name), Map.of("state", from), Map.of("state", to)));
        return new Plan<>(verb + " container " + name + " on " + host.name(), changes, expected);
    }
}
