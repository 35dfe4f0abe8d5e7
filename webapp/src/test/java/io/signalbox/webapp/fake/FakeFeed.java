package io.signalbox.webapp.fake;

import io.signalbox.engine.Rejected;
import io.signalbox.engine.event.RunFeed;
import io.signalbox.engine.run.RunState;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Run {@code r1} has the events 1 to 3, and ends when told so; {@code r2} never ends. */
public final class FakeFeed implements RunFeed {

    public final AtomicInteger open = new AtomicInteger();
    public volatile CountDownLatch end = new CountDownLatch(1);

    @Override
    public Subscription follow(String runId, String cursor, Listener listener) {
        if (!runId.equals("r1") && !runId.equals("r2")) {
            throw new Rejected(Rejected.Kind.NOT_FOUND, "RUN_NOT_FOUND", "There is no run '" + runId + "'.");
        }
        if ("nonsense".equals(cursor)) {
            throw new Rejected(Rejected.Kind.MALFORMED, "CURSOR_INVALID", "'nonsense' is not a cursor.");
        }
        int from = cursor == null ? 0 : Integer.parseInt(cursor);
        open.incrementAndGet();
        Thread thread = Thread.ofVirtual().start(() -> send(runId, from, listener));
        return new Subscription() {
            private boolean closed;

            @Override
            public synchronized void close() {
                if (!closed) {
                    closed = true;
                    open.decrementAndGet();
                    thread.interrupt();
                }
            }
        };
    }

    @Override
    public String now(String runId) {
        return "2";
    }

    @Override
    public Subscription followAll(AllListener listener) {
        try {
            listener.changed();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return () -> {};
    }

    private void send(String runId, int from, Listener listener) {
        try {
            for (int i = from + 1; i <= 3; i++) {
                listener.on(new Event(String.valueOf(i), i == 1 ? "run" : "log", Map.of("number", i, "text", "a\nb")));
            }
            if (runId.equals("r1")) {
                end.await();
                listener.on(new Event("4", "run", FakeRuns.run("r1", RunState.SUCCEEDED)));
                listener.ended();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            listener.ended();
        }
    }
}
