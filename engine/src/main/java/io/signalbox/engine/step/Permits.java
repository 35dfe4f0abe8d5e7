package io.signalbox.engine.step;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.ToIntFunction;

/** How many steps may work at once: per host, per connector, in all. Always taken in this order, so that nobody waits in a circle. */
final class Permits {

    private final Semaphore all;
    private final Map<String, Semaphore> connectors = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> hosts = new ConcurrentHashMap<>();
    private final int perConnector;
    private final ToIntFunction<String> perHost;

    /** @param perHost the limit of a host by its name, asked once */
    Permits(int all, int perConnector, ToIntFunction<String> perHost) {
        this.all = new Semaphore(all, true);
        this.perConnector = perConnector;
        this.perHost = perHost;
    }

    /** Waits until there is room. Release what it returns. */
    Held acquire(String connector, @Nullable String host) throws InterruptedException {
        Held held = new Held(
                host == null
                        ? List.of(connector(connector), all)
                        : List.of(
                                hosts.computeIfAbsent(host, h -> new Semaphore(perHost.applyAsInt(h), true)),
                                connector(connector),
                                all));
        held.take();
        return held;
    }

    private Semaphore connector(String id) {
        return connectors.computeIfAbsent(id, _ -> new Semaphore(perConnector, true));
    }

    /** Permits of one step. Used on its thread, until that is given up. */
    static final class Held {

        private final List<Semaphore> semaphores;
        private int taken;
        private boolean givenUp;

        private Held(List<Semaphore> semaphores) {
            this.semaphores = semaphores;
        }

        /** Takes them all, or none when interrupted. Taking what is held does nothing. */
        void take() throws InterruptedException {
            try {
                for (Semaphore next = next(); next != null; next = next()) {
                    next.acquire();
                    took(next);
                }
            } catch (InterruptedException e) {
                release();
                throw e;
            }
        }

        private synchronized @Nullable Semaphore next() throws InterruptedException {
            if (givenUp) {
                throw new InterruptedException("The step of this thread has been given up");
            }
            return taken < semaphores.size() ? semaphores.get(taken) : null;
        }

        private synchronized void took(Semaphore semaphore) {
            if (givenUp) {
                semaphore.release();
            } else {
                taken++;
            }
        }

        synchronized void release() {
            while (taken > 0) {
                taken--;
                semaphores.get(taken).release();
            }
        }

        /** Gives them back for a thread that does not stop; it gets none any more. */
        synchronized void giveUp() {
            release();
            givenUp = true;
        }
    }
}
