package io.signalbox.connectors.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import io.signalbox.sdk.Host;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** One container host: its clients, and the calls that several operations make. Used by many threads at once. */
final class DockerHost implements AutoCloseable {

    private static final Duration FINISH = Duration.ofMillis(1500);
    private static final Duration ORDER = Duration.ofMinutes(1);
    /** Creating a container may copy what its image has where it has volumes. */
    static final Duration CREATION = Duration.ofMinutes(2);
    /** Docker's own. */
    private static final int DEFAULT_STOP_SECONDS = 10;

    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final Host host;
    private final DockerClientConfig settings;
    private final DockerHttpClient quickTransport;
    private final DockerHttpClient patientTransport;
    private final AutoCloseable link;
    private final DockerClient quick;
    private final DockerClient patient;

    /**
     * @param quick gives up when the engine does not answer within seconds
     * @param patient waits as long as the step does
     * @param link what the transports stand on, closed with them
     */
    DockerHost(Host host, DockerHttpClient quick, DockerHttpClient patient, AutoCloseable link) {
        this.host = host;
        this.settings = new ClientSettings(host.url());
        this.quickTransport = quick;
        this.patientTransport = patient;
        this.link = link;
        this.quick = DockerClientImpl.getInstance(settings, new InterruptibleTransport(quick, FINISH));
        this.patient = DockerClientImpl.getInstance(settings, new InterruptibleTransport(patient, FINISH));
    }

    Host host() {
        return host;
    }

    String name() {
        return host.name();
    }

    /** A question that a healthy engine answers at once. */
    <T> T ask(String doing, Function<DockerClient, T> question) throws InterruptedException {
        return call(doing, quick, question);
    }

    /** An order that an engine carries out within a minute, though it may be very busy. */
    void tell(String doing, Consumer<DockerClient> order) throws InterruptedException {
        tell(doing, ORDER, order);
    }

    /** @param longest after which the answer is lost: the line to the engine was cut without anybody being told */
    void tell(String doing, Duration longest, Consumer<DockerClient> order) throws InterruptedException {
        request(doing, longest, client -> {
            order.accept(client);
            return true;
        });
    }

    <T> T request(String doing, Duration longest, Function<DockerClient, T> order) throws InterruptedException {
        DockerHttpClient transport = new InterruptibleTransport(patientTransport, FINISH, longest);
        return call(doing, DockerClientImpl.getInstance(settings, transport), order);
    }

    /** An order that may take as long as the step has. */
    <T> T request(String doing, Function<DockerClient, T> order) throws InterruptedException {
        return call(doing, patient, order);
    }

    private <T> T call(String doing, DockerClient client, Function<DockerClient, T> call) throws InterruptedException {
        try {
            return call.apply(client);
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                throw interrupted(e);
            }
            throw DockerFailures.of(host, doing, e);
        }
    }

    private static InterruptedException interrupted(RuntimeException e) {
        InterruptedException interrupted = new InterruptedException("interrupted while the engine worked");
        interrupted.initCause(e);
        return interrupted;
    }

    /** Begins a request whose answer comes bit by bit; the caller closes the stream. */
    <R, T> DaemonStream<R, T> open(Function<R, T> copy, BiConsumer<DockerClient, DaemonStream<R, T>> request) {
        InterruptibleTransport transport = new InterruptibleTransport(patientTransport, Duration.ZERO);
        DaemonStream<R, T> stream = new DaemonStream<>(transport, copy);
        request.accept(DockerClientImpl.getInstance(settings, transport), stream);
        return stream;
    }

    List<Found> containers() throws InterruptedException {
        return ask(
                        "list containers",
                        c -> c.listContainersCmd().withShowAll(true).exec())
                .stream()
                .map(Found::of)
                .toList();
    }

    /** @param container id or name */
    Optional<InspectContainerResponse> look(String container) throws InterruptedException {
        return ask("inspect container " + container, c -> {
            try {
                return Optional.of(c.inspectContainerCmd(container).exec());
            } catch (NotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** The same, where it must be there. */
    InspectContainerResponse container(String container) throws InterruptedException {
        return look(container)
                .orElseThrow(() -> DockerError.CONTAINER_NOT_FOUND.because("There is no container " + container
                        + " on host " + name() + ". Check the name and the host."));
    }

    /** @param reference id, tag or digest */
    Optional<InspectImageResponse> image(String reference) throws InterruptedException {
        return ask("inspect image " + reference, c -> {
            try {
                return Optional.of(c.inspectImageCmd(reference).exec());
            } catch (NotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** The same, where it must be there. */
    InspectImageResponse imageToRun(ImageRef image) throws InterruptedException {
        return image(image.text())
                .orElseThrow(() -> DockerError.IMAGE_NOT_PULLED.because("Image " + image.text() + " is not on host "
                        + name() + ". Pull it first with docker.pull-image."));
    }

    void rename(String id, String to) throws InterruptedException {
        tell(
                "rename a container to " + to,
                c -> c.renameContainerCmd(id).withName(to).exec());
    }

    void start(String id, String name) throws InterruptedException {
        tell("start container " + name, c -> {
            try {
                c.startContainerCmd(id).exec();
            } catch (NotModifiedException e) {
                // It runs.
            }
        });
    }

    /** @param seconds between the stop signal and the kill; null for what the container says */
    void stop(String id, String name, @Nullable Integer seconds) throws InterruptedException {
        tell("stop container " + name, stopping(seconds == null ? stopTimeout(id) : seconds), c -> {
            try {
                var stop = c.stopContainerCmd(id);
                (seconds == null ? stop : stop.withTimeout(seconds)).exec();
            } catch (NotModifiedException e) {
                // It does not run.
            }
        });
    }

    void restart(String id, String name) throws InterruptedException {
        tell(
                "restart container " + name,
                stopping(stopTimeout(id)),
                c -> c.restartContainerCmd(id).exec());
    }

    private int stopTimeout(String id) throws InterruptedException {
        return look(id).map(InspectContainerResponse::getConfig)
                // docker-java has no name for it.
                .map(config -> config.getRawValues().get("StopTimeout"))
                .map(seconds -> ((Number) seconds).intValue())
                .orElse(DEFAULT_STOP_SECONDS);
    }

    private static Duration stopping(int seconds) {
        return seconds < 0 ? FOR_EVER : ORDER.plusSeconds(seconds);
    }

    /** With its anonymous volumes; what is gone already is no error. */
    void remove(String id, String name, boolean force) throws InterruptedException {
        tell("remove container " + name, c -> {
            try {
                c.removeContainerCmd(id)
                        .withForce(force)
                        .withRemoveVolumes(true)
                        .exec();
            } catch (NotFoundException e) {
                // Somebody was faster.
            }
        });
    }

    @Override
    public void close() {
        for (AutoCloseable each : List.<AutoCloseable>of(quickTransport, patientTransport, link)) {
            closeOne(each);
        }
    }

    @SuppressWarnings(
            "Finally") // Nothing is thrown on purpose: a client that cannot be closed must not keep the next from it.
    private static void closeOne(AutoCloseable one) {
        try {
            one.close();
        } catch (IOException e) {
            // Its sockets are closed by the system in the end.
        } catch (Exception e) {
            throw new IllegalStateException("cannot close a Docker client", e);
        }
    }
}
