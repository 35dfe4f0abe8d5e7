package io.signalbox.scenarios;

import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** A server that takes orders, and writes down each request with its key. */
final class Recorder implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Queue<String>> keys = new ConcurrentHashMap<>();

    Recorder() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                keys.computeIfAbsent(exchange.getRequestURI().getPath(), any -> new ConcurrentLinkedQueue<>())
                        .add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(201, -1);
            }
        });
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** The keys of all requests to a path, as they came. */
    List<String> keys(String path) {
        return List.copyOf(keys.getOrDefault(path, new ConcurrentLinkedQueue<>()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
