package io.signalbox.scenarios;

import io.signalbox.testkit.lab.LabHost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * The network between the application and one container host, which breaks once: at a certain request that would change something, before or after
 * the engine gets it. For some seconds nothing comes through; then it is whole again.
 */
final class FragileLine implements AutoCloseable {

    private static final Pattern CHANGE = Pattern.compile("(POST|DELETE|PUT) ");

    /** How it breaks. */
    enum Break {
        /** The engine does not get the request; connections are reset. */
        RESET_BEFORE,
        /** The engine gets it, its answer is lost; connections are reset. */
        RESET_AFTER,
        /** The engine gets it; from then on nothing comes through, and nobody is told. */
        SILENCE_AFTER
    }

    private final ServerSocket server;
    private final LabHost host;
    private final Break how;
    private final int at;
    private final Duration broken;
    private final AtomicInteger changes = new AtomicInteger();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile long healedAt = Long.MIN_VALUE;

    /** @param at which request breaks it, counted from 1 */
    FragileLine(LabHost host, Break how, int at, Duration broken) {
        this.host = host;
        this.how = how;
        this.at = at;
        this.broken = broken;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("fragile line").start(this::accept);
    }

    String url() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    /** Whether it has broken. */
    boolean hasBroken() {
        return changes.get() >= at;
    }

    private boolean down() {
        return hasBroken() && System.nanoTime() < healedAt;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket client) {
        sockets.add(client);
        try (client;
                Socket engine = new Socket()) {
            if (down() && how != Break.SILENCE_AFTER) {
                client.setSoLinger(true, 0);
                return;
            }
            sockets.add(engine);
            engine.connect(new InetSocketAddress(host.address(), 2375));
            Thread.ofVirtual().start(() -> answer(engine, client));
            byte[] buffer = new byte[64 * 1024];
            for (int n = client.getInputStream().read(buffer);
                    n >= 0;
                    n = client.getInputStream().read(buffer)) {
                boolean breaks = CHANGE.matcher(new String(buffer, 0, n, StandardCharsets.ISO_8859_1))
                                .lookingAt()
                        && changes.incrementAndGet() == at;
                if (breaks) {
                    healedAt = System.nanoTime() + broken.toNanos();
                }
                if (breaks && how == Break.RESET_BEFORE) {
                    reset();
                    return;
                }
                if (!breaks && down()) {
                    // Swallowed.
                    continue;
                }
                engine.getOutputStream().write(buffer, 0, n);
            }
        } catch (IOException e) {
            // One side has closed.
        }
    }

    private void answer(Socket engine, Socket client) {
        byte[] buffer = new byte[64 * 1024];
        try {
            for (int n = engine.getInputStream().read(buffer);
                    n >= 0;
                    n = engine.getInputStream().read(buffer)) {
                if (down()) {
                    if (how == Break.RESET_AFTER) {
                        reset();
                        return;
                    }
                    // The connection never gets well again: what was lost is missing in it.
                    continue;
                }
                client.getOutputStream().write(buffer, 0, n);
                client.getOutputStream().flush();
            }
            client.shutdownOutput();
        } catch (IOException e) {
            // One side has closed.
        }
    }

    private void reset() {
        for (Socket socket : sockets) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException e) {
                // It was closed before.
            }
        }
        sockets.clear();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reset();
    }
}
