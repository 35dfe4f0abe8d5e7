package io.signalbox.scenarios;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A registry behind a line that goes dead after so many bytes. Connections stay open until the other side closes them. */
final class SilentRegistry implements AutoCloseable {

    private final ServerSocket server;
    private final String registry;
    private final AtomicLong left;
    private final Set<Socket> waiting = ConcurrentHashMap.newKeySet();

    /** @param bytes enough for the manifests of an image, too few for its layers */
    SilentRegistry(String registry, long bytes) {
        this.registry = registry;
        this.left = new AtomicLong(bytes);
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** Whether somebody waits for bytes that do not come. */
    boolean keepsSomebodyWaiting() {
        return left.get() <= 0 && !waiting.isEmpty();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                waiting.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket client) {
        String[] parts = registry.split(":");
        try (client;
                Socket upstream = new Socket(parts[0], Integer.parseInt(parts[1]))) {
            Thread.ofVirtual().start(() -> answer(upstream, client));
            client.getInputStream().transferTo(upstream.getOutputStream());
        } catch (IOException e) {
            // One side has closed.
        } finally {
            waiting.remove(client);
        }
    }

    private void answer(Socket upstream, Socket client) {
        byte[] buffer = new byte[1024];
        try {
            OutputStream out = client.getOutputStream();
            for (int n = upstream.getInputStream().read(buffer);
                    n >= 0;
                    n = upstream.getInputStream().read(buffer)) {
                if (left.addAndGet(-n) > 0) {
                    out.write(buffer, 0, n);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // One side has closed.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket client : waiting) {
            client.close();
        }
    }
}
