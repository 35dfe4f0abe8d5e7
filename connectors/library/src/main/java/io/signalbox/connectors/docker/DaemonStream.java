package io.signalbox.connectors.docker;

import com.github.dockerjava.api.async.ResultCallback;
import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What the engine sends bit by bit, taken out on the thread of the step. Holds back the sender when the step is slower. Closing it ends the request at
 * any moment.
 *
 * @param <R> as docker-java hands it out; may be reused by it after the call
 * @param <T> as kept
 */
final class DaemonStream<R, T> implements ResultCallback<R>, AutoCloseable {

    /** What comes out. */
    sealed interface Event<T> {}

    record Item<T>(T value) implements Event<T> {}

    /** @param failure null when all went well */
    record End<T>(@Nullable Throwable failure) implements Event<T> {}

    private final BlockingQueue<Event<T>> events = new LinkedBlockingQueue<>(1000);
    private final Function<R, T> copy;
    private final InterruptibleTransport transport;
    private volatile @Nullable Closeable response;
    private volatile boolean closed;

    DaemonStream(InterruptibleTransport transport, Function<R, T> copy) {
        this.transport = transport;
        this.copy = copy;
    }

    /** The next event; null if none came in time. Nothing comes after the {@link End}. */
    @Nullable
    Event<T> next(Duration patience) throws InterruptedException {
        return events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void onStart(Closeable closeable) {
        response = closeable;
        if (closed) {
            closeResponse();
        }
    }

    @Override
    public void onNext(R item) {
        put(new Item<>(copy.apply(item)));
    }

    @Override
    public void onError(Throwable failure) {
        put(new End<>(failure));
    }

    @Override
    public void onComplete() {
        put(new End<>(null));
    }

    private void put(Event<T> event) {
        try {
            while (!closed && !events.offer(event, 1, TimeUnit.SECONDS)) {
                // The step is slower than the engine: wait for it.
            }
        } catch (InterruptedException e) {
            // docker-java interrupts its thread when the response is closed.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        transport.abort();
        closeResponse();
    }

    private void closeResponse() {
        Closeable open = response;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // Nothing is read from it any more.
            }
        }
    }
}
