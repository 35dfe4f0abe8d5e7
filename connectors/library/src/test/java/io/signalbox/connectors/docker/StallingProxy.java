package io.signalbox.connectors.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A registry behind a line that goes dead, or all but dead, after so many bytes. Connections stay open until the other side closes them. */
final class StallingProxy implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger left;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final String registry;
    private final boolean trickles;

    /** @param trickles whether a little still comes, ten times a second */
    StallingProxy(String registry, int bytes, boolean trickles) throws IOException {
        this.registry = registry;
        this.trickles = trickles;
        this.left = new AtomicInteger(bytes);
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** How many are open. */
    int connections() {
        return clients.size();
    }

    /** Whether somebody waits for what does not come. */
    boolean stalled() {
        return left.get() <= 0 && !clients.isEmpty();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                clients.add(client);
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
            // One of them has closed.
        } finally {
            clients.remove(client);
        }
    }

    private void answer(Socket upstream, Socket client) {
        byte[] buffer = new byte[1024];
        try {
            InputStream in = upstream.getInputStream();
            OutputStream out = client.getOutputStream();
            int n;
            while ((n = in.read(buffer)) >= 0) {
                if (left.addAndGet(-n) > 0) {
                    out.write(buffer, 0, n);
                    out.flush();
                } else if (trickles) {
                    trickle(out, buffer, n);
                }
            }
        } catch (IOException e) {
            // One of them has closed.
        }
    }

    private static void trickle(OutputStream out, byte[] buffer, int n) throws IOException {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        out.write(buffer, 0, n);
        out.flush();
    }

    /** The line is cut. */
    @Override
    public void close() throws IOException {
        server.close();
        for (Socket client : clients) {
            client.close();
        }
    }
}
