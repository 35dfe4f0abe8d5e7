package io.signalbox.webapp.site;

import io.signalbox.engine.secret.Secrets;
import io.signalbox.engine.step.InputBinder;
import io.signalbox.engine.step.ReadOnlyStep;
import io.signalbox.engine.step.RecordJson;
import io.signalbox.sdk.Host;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.describe.Catalogue;
import io.signalbox.sdk.describe.OperationDescriptor;
import io.signalbox.webapp.settings.SignalboxSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks at what runs on hosts now: all at once, and no longer than a limit, so that a dead one does not hold up the others. */
@Component
final class Containers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Containers.class);
    private static final String LIST = "docker.list-containers";

    private final Catalogue catalogue;
    private final InputBinder binder = new InputBinder();
    private final Clock clock;
    private final Duration limit;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("look-at-host-", 0).factory());

    Containers(Catalogue catalogue, SignalboxSettings settings, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
        this.limit = settings.limits().hostTimeout();
    }

    /** One look for each host, in their order. */
    List<Look> on(List<Host> hosts) throws InterruptedException {
        Optional<OperationDescriptor> operation = catalogue.operation(LIST);
        if (operation.isEmpty()) {
            return hosts.stream()
                    .map(h -> Look.failed(h, "No connector here can do " + LIST + "."))
                    .toList();
        }
        long deadline = System.nanoTime() + limit.toNanos();
        List<Asked> asked = hosts.stream().map(h -> ask(h, operation.get())).toList();
        List<Look> looks = new java.util.ArrayList<>();
        for (Asked one : asked) {
            looks.add(answer(one, deadline));
        }
        return List.copyOf(looks);
    }

    private Asked ask(Host host, OperationDescriptor operation) {
        ReadOnlyStep step = new ReadOnlyStep(clock, limit);
        Map<String, Object> input = Map.of("host", host.name());
        return new Asked(host, step, threads.submit(() -> call(operation, input, step)));
    }

    private List<Container> call(OperationDescriptor operation, Map<String, Object> input, ReadOnlyStep step)
            throws InterruptedException {
        Secrets none = name -> Optional.empty();
        Record bound = binder.bind(operation, input, none);
        @SuppressWarnings("unchecked") // The binder makes the input record that the operation takes.
        Operation<Record, Record> verbs = (Operation<Record, Record>) operation.operation();
        return Container.all(RecordJson.toMap(verbs.apply(bound, step)));
    }

    private Look answer(Asked asked, long deadline) throws InterruptedException {
        try {
            List<Container> containers =
                    asked.answer().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return new Look(asked.host(), containers, null);
        } catch (TimeoutException e) {
            asked.step().cancel();
            asked.answer().cancel(true);
            return Look.failed(asked.host(), "It did not answer within " + limit.toMillis() + " ms.");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            LOG.debug("Host {} could not be looked at", asked.host().name(), cause);
            return Look.failed(asked.host(), String.valueOf(cause.getMessage()));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private record Asked(Host host, ReadOnlyStep step, Future<List<Container>> answer) {}

    /**
     * What was seen of a host.
     *
     * @param error why nothing was seen; null if it was
     */
    record Look(
            Host host, List<Container> containers, @Nullable String error) {
        static Look failed(Host host, String error) {
            return new Look(host, List.of(), error);
        }

        boolean reachable() {
            return error == null;
        }

        Optional<Container> container(String name) {
            return containers.stream().filter(c -> c.name().equals(name)).findFirst();
        }
    }
}
