package io.signalbox.connectors.http;

import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends one request and reads its answer. Nothing happens that was not asked for: no silent retry, no redirect, no cookie. Each
 * request has its own connection, so that none fails because an idle one went stale, and so that a poll sees what a new client
 * would see behind a balancer.
 */
final class Exchange implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Dispatcher dispatcher = new Dispatcher(threads);
    private @Nullable OkHttpClient client;

    Exchange() {
        // The engine's permits say how many steps work at once.
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
    }

    /** Made when it is first needed: it reads all certificates that the machine trusts, for which no start should wait. */
    private synchronized OkHttpClient client() {
        if (client == null) {
            client = new OkHttpClient.Builder()
                    .dispatcher(dispatcher)
                    .connectionPool(new ConnectionPool(0, 1, TimeUnit.MILLISECONDS))
                    .retryOnConnectionFailure(false)
                    .followRedirects(false)
                    .followSslRedirects(false)
                    .build();
        }
        return client;
    }

    /**
     * Sends it and waits for the answer, whatever its status is.
     *
     * @throws Unanswered if no complete answer came
     * @throws InterruptedException when the thread was interrupted; the call is aborted by then
     */
    Answer send(Ask ask) throws Unanswered, InterruptedException {
        AtomicBoolean sent = new AtomicBoolean();
        Call call = client().newBuilder()
                .connectTimeout(ask.limits().connectAtMost())
                .readTimeout(ask.limits().answer())
                .writeTimeout(ask.limits().answer())
                .callTimeout(ask.limits().answer())
                .eventListener(new Sending(sent))
                .build()
                .newCall(ask.request());
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        long start = System.nanoTime();
        call.enqueue(new Reader(answer, start, ask.limits().bytes()));
        try {
            return answer.get();
        } catch (InterruptedException e) {
            call.cancel();
            throw e;
        } catch (ExecutionException e) {
            throw new Unanswered(ask, sent.get(), e.getCause() == null ? e : e.getCause());
        }
    }

    @Override
    public void close() {
        dispatcher.cancelAll();
        threads.close();
    }

    /** Notes the moment from which a request may have had its effect. */
    private static final class Sending extends EventListener {

        private final AtomicBoolean sent;

        private Sending(AtomicBoolean sent) {
            this.sent = sent;
        }

        @Override
        public void requestHeadersStart(Call call) {
            sent.set(true);
        }
    }

    /** Reads an answer on a thread of the dispatcher, so that the step's own thread can be interrupted at any time. */
    private record Reader(CompletableFuture<Answer> answer, long start, int bytes) implements Callback {

        @Override
        public void onFailure(Call call, IOException e) {
            answer.completeExceptionally(e);
        }

        @Override
        public void onResponse(Call call, Response response) {
            try (response) {
                answer.complete(read(response));
            } catch (IOException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }

        private Answer read(Response response) throws IOException {
            byte[] body = response.body().byteStream().readNBytes(bytes + 1);
            String text = new String(body, 0, Math.min(body.length, bytes), charset(response));
            return new Answer(
                    response.code(),
                    headers(response),
                    text,
                    body.length > bytes,
                    Duration.ofNanos(System.nanoTime() - start));
        }

        private static Charset charset(Response response) {
            MediaType type = response.body().contentType();
            Charset named = type == null ? null : type.charset();
            return named == null ? StandardCharsets.UTF_8 : named;
        }

        private static Map<String, String> headers(Response response) {
            Map<String, String> headers = new TreeMap<>();
            response.headers().toMultimap().forEach((name, values) -> {
                if (!name.startsWith("set-cookie")) {
                    headers.put(name, String.join(", ", values));
                }
            });
            return headers;
        }
    }
}
