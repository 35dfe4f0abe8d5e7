package io.signalbox.sdk;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * Something deployed on hosts as containers.
 *
 * @param name unique in the site; also the name of its containers
 * @param image image repository without tag ({@code registry:5000/shop})
 * @param container settings as written in the site, {@code ${host.…}} not yet resolved; see {@link Site#settings}
 * @param health how to tell that it serves; null: Docker's own health, or running for a while
 * @param hosts expression over labels: where it runs
 * @param rollout defaults for changing it
 */
public record Service(
        String name,
        String image,
        ContainerSettings container,
        @Nullable HttpHealth health,
        String hosts,
        Rollout rollout) {

    /**
     * A check over HTTP.
     *
     * @param url may use {@code ${host.address}} and {@code ${host.vars.x}}
     * @param status the status that means healthy
     */
    public record HttpHealth(String url, int status, Duration interval, Duration timeout) {}

    /**
     * How a change is rolled out when the run does not say otherwise.
     *
     * @param batch hosts at a time, a number ({@code 2}) or a share ({@code 25%})
     * @param allowedFailures how many hosts may fail before everything is taken back
     * @param healthyWithin how long a container may take to become healthy
     */
    public record Rollout(String batch, int allowedFailures, Duration healthyWithin) {}

    /** The image with a version: {@code repository:tag}, or {@code repository@sha256:…} for a digest. */
    public String imageAt(String version) {
        return version.startsWith("sha256:") ? image + "@" + version : image + ":" + version;
    }
}
