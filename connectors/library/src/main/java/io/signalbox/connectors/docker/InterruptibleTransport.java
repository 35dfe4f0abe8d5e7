package io.signalbox.connectors.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends each request on a virtual thread of its own, whose sockets close when it is interrupted. So a request can be given up while
 * the engine has not yet sent a header, which docker-java's callbacks cannot: a pull from a registry that never answers is such a request.
 */
final class InterruptibleTransport implements DockerHttpClient {

    private final DockerHttpClient transport;
    private final Duration finish;
    private final @Nullable Duration longest;
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();
    private volatile boolean aborted;

    /**
     * @param finish how long an interrupted request that alters something may go on: an engine does not stop making a container because the
     *     one who asked for it has hung up, and what is half made is cleaned up better when it is there
     */
    InterruptibleTransport(DockerHttpClient transport, Duration finish) {
        this(transport, finish, null);
    }

    /** @param longest how long an answer may take; null for as long as it likes */
    InterruptibleTransport(DockerHttpClient transport, Duration finish, @Nullable Duration longest) {
        this.transport = transport;
        this.finish = finish;
        this.longest = longest;
    }

    @Override
    public Response execute(Request request) {
        FutureTask<Response> task = new FutureTask<>(() -> transport.execute(request));
        Thread worker = Thread.ofVirtual().name("docker-request").unstarted(task);
        working.add(worker);
        try {
            worker.start();
            if (aborted) {
                worker.interrupt();
            }
            return longest == null ? task.get() : task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            giveUp(worker, task);
            throw new UncheckedIOException(
                    new SocketTimeoutException("no answer for " + longest.toSeconds() + " seconds"));
        } catch (InterruptedException e) {
            if (!request.method().equals(Request.Method.GET.name())) {
                awaitEnd(worker);
            }
            giveUp(worker, task);
            Thread.currentThread().interrupt();
            throw new GivenUp(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
        } finally {
            working.remove(worker);
        }
    }

    private static void giveUp(Thread worker, FutureTask<Response> task) {
        worker.interrupt();
        Thread.ofVirtual().start(() -> closeWhenDone(task));
    }

    private void awaitEnd(Thread worker) {
        try {
            worker.join(finish);
        } catch (InterruptedException e) {
            // Interrupted twice: it is left at once.
        }
    }

    private static void closeWhenDone(FutureTask<Response> task) {
        try {
            task.get().close();
        } catch (InterruptedException | ExecutionException e) {
            // It did end without an answer, as it should.
        }
    }

    /** Gives up what is under way, on whichever thread, and what comes. */
    void abort() {
        aborted = true;
        working.forEach(Thread::interrupt);
    }

    /** The transport beneath is shared and stays open. */
    @Override
    public void close() throws IOException {
        abort();
    }

    /** The thread that waited for an answer was interrupted; its interrupt flag is set. */
    static final class GivenUp extends RuntimeException {
        GivenUp(InterruptedException cause) {
            super(cause);
        }
    }
}
