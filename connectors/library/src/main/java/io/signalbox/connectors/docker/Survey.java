package io.signalbox.connectors.docker;

import io.signalbox.sdk.ConnectorException;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All containers of a host at one moment, seen by one step. */
record Survey(List<Found> all, String stepId) {

    static Survey of(DockerHost host, String stepId) throws InterruptedException {
        return new Survey(host.containers(), stepId);
    }

    /**
     * Makes the container of a step. If the name is taken by one that this very step has made, by a call that was faster, it is that
     * one.
     */
    static Found create(DockerHost host, String stepId, ContainerSpec spec, String name, Map<String, String> labels)
            throws InterruptedException {
        try {
            host.request(
                    "create container " + name,
                    DockerHost.CREATION,
                    c -> spec.create(c, name, labels).exec());
        } catch (ConnectorException e) {
            Optional<Found> faster =
                    e.error() == DockerError.NAME_TAKEN ? of(host, stepId).mine() : Optional.empty();
            return faster.orElseThrow(() -> e);
        }
        return of(host, stepId)
                .mine()
                .orElseThrow(() -> DockerError.ENGINE_FAILED.because(
                        "Host " + host.name() + " created container " + name + " and does not show it."));
    }

    /** The one that the step made. If a late second call made another, it never ran: the one that did counts. */
    Optional<Found> mine() {
        return all.stream()
                .filter(c -> c.madeBy(stepId))
                .min(Comparator.comparing((Found c) -> !c.running()).thenComparing(Found::name));
    }

    Optional<Found> byName(String name) {
        return all.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    Optional<Found> byId(@Nullable String id) {
        return all.stream().filter(c -> c.id().equals(id)).findFirst();
    }
}
