package io.signalbox.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;

/**
 * A connection to an HTTP server that is kept for the next request. Written by hand because what it does itself is told as the server's: one request every
 * 200 ms finds the caches cold, and the JDK's client then took about 2 ms more of its own. A request is one packet, an answer is read by the thread that waits for it.
 */
final class Connection {

    /** Longer ago than that, the server may be about to close it. */
    private static final long FRESH = TimeUnit.SECONDS.toNanos(4);

    private static final Map<String, Deque<Connection>> KEPT = new ConcurrentHashMap<>();

    private final Socket socket;
    private final InputStream in;
    private long usedAt = System.nanoTime();

    private Connection(URI server) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** What came back. */
    record Answer(int status, String text) {}

    /** @param request all of it, head and body */
    static Answer ask(URI server, byte[] request) {
        Deque<Connection> kept = KEPT.computeIfAbsent(server.getAuthority(), _ -> new ConcurrentLinkedDeque<>());
        try {
            Connection connection = kept.pollLast();
            while (connection != null && System.nanoTime() - connection.usedAt > FRESH) {
                connection.socket.close();
                connection = kept.pollLast();
            }
            if (connection == null) {
                connection = new Connection(server);
            }
            return connection.send(request, kept);
        } catch (IOException e) {
            throw new IllegalStateException(server.toString(), e);
        }
    }

    private Answer send(byte[] request, Deque<Connection> kept) throws IOException {
        socket.getOutputStream().write(request);
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        boolean chunked = false;
        boolean closes = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String[] parts = header.toLowerCase(Locale.ROOT).split(":\\s*", 2);
            switch (parts[0]) {
                case "content-length" -> length = Integer.parseInt(parts[1]);
                case "transfer-encoding" -> chunked = parts[1].equals("chunked");
                case "connection" -> closes = parts[1].equals("close");
                default -> {
                    // Nothing that matters here.
                }
            }
        }
        byte[] content = chunked ? chunks() : in.readNBytes(length);
        if (closes) {
            socket.close();
        } else {
            usedAt = System.nanoTime();
            kept.addLast(this);
        }
        return new Answer(status, new String(content, StandardCharsets.UTF_8));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(), 16);
            all.writeBytes(in.readNBytes(size));
            line();
            if (size == 0) {
                return all.toByteArray();
            }
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The connection was closed");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
