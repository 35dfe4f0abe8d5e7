package io.signalbox.connectors.docker;

import com.github.dockerjava.transport.DockerHttpClient;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Sends each request on a virtual thread of its own, whose sockets close when it is interrupted. So a request can be given up while
 * the engine has not yet sent a header, which docker-java's callbacks cannot: a pull from a registry that never answers is such a request.
 */
final class InterruptibleTransport implements DockerHttpClient {

    private final DockerHttpClient transport;
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();
    private volatile boolean aborted;

    InterruptibleTransport(DockerHttpClient transport) {
        this.transport = transport;
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
            return task.get();
        } catch (InterruptedException e) {
            worker.interrupt();
            Thread.ofVirtual().start(() -> closeWhenDone(task));
            Thread.currentThread().interrupt();
            throw new GivenUp(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
        } finally {
            working.remove(worker);
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
