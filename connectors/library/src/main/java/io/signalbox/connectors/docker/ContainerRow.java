package io.signalbox.connectors.docker;

import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerPort;
import io.signalbox.sdk.Field;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A container in a list. */
record ContainerRow(
        @Field(label = "Id", help = "What Docker knows it by.")
        String id,

        @Field(label = "Name", help = "Its name on the host.")
        String name,

        @Field(label = "Image", help = "As given when it was made.")
        String image,

        @Field(label = "Image id", help = "Digest of its content on the host.")
        String imageId,

        @Field(label = "Image digests", help = "Each as repository@sha256:…, as far as the host knows them.")
        List<String> imageDigests,

        @Field(label = "State", help = "One of created, running, paused, restarting, removing, exited, dead.")
        String state,

        @Field(label = "Status", help = "In words, such as Up 3 minutes.")
        String status,

        @Field(label = "Health", help = "One of starting, healthy, unhealthy, none.")
        String health,

        @Field(label = "Created", help = "RFC 3339, UTC.") String created,
        @Field(label = "Labels", help = "All of them.") Map<String, String> labels,

        @Field(label = "Ports", help = "Each as address:host->container/protocol.")
        List<String> ports) {

    static ContainerRow of(Container c, String image, List<String> digests) {
        String status = c.getStatus() == null ? "" : c.getStatus();
        return new ContainerRow(
                c.getId(),
                Found.name(c),
                image,
                Inspected.orEmpty(c.getImageId()),
                digests,
                c.getState(),
                status,
                health(status),
                Instant.ofEpochSecond(c.getCreated()).toString(),
                c.getLabels() == null ? Map.of() : Map.copyOf(c.getLabels()),
                ports(c));
    }

    /** The list tells it only within the status: {@code Up 3 seconds (health: starting)}. */
    private static String health(String status) {
        return status.endsWith("(healthy)")
                ? "healthy"
                : status.endsWith("(unhealthy)")
                        ? "unhealthy"
                        : status.endsWith("(health: starting)") ? "starting" : "none";
    }

    private static List<String> ports(Container c) {
        Stream<ContainerPort> ports = c.getPorts() == null ? Stream.empty() : Arrays.stream(c.getPorts());
        return ports.map(p -> (p.getPublicPort() == null
                                ? ""
                                : (p.getIp() == null ? "" : p.getIp() + ":") + p.getPublicPort() + "->")
                        + p.getPrivatePort() + "/" + p.getType())
                .sorted()
                .toList();
    }
}
