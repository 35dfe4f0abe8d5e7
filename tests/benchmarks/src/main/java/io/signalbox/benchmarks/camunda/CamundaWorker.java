package io.signalbox.benchmarks.camunda;

import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.camunda.bpm.client.ExternalTaskClient;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** The official client with its defaults, but for completions by several threads. Arguments: URL of the server, threads. */
final class CamundaWorker {

    private static final int LONG_POLL = 20_000;
    private static final int LOCK = 120_000;

    private CamundaWorker() {}

    public static void main(String[] arguments) throws InterruptedException {
        int threads = Integer.parseInt(arguments[1]);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        // No more are taken on than are soon done.
        Semaphore room = new Semaphore(2 * threads);
        ExternalTaskClient client = ExternalTaskClient.create()
                .baseUrl(arguments[0].replaceFirst("/$", ""))
                .asyncResponseTimeout(LONG_POLL)
                .lockDuration(LOCK)
                .customizeHttpClient(
                        http -> http.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                                .setMaxConnPerRoute(threads + 1)
                                .setMaxConnTotal(threads + 1)
                                .build()))
                .build();
        client.subscribe("note")
                .handler((task, service) -> {
                    room.acquireUninterruptibly();
                    pool.execute(() -> {
                        try {
                            Object text = task.getVariable("text");
                            service.complete(task, Map.of(task.getActivityId(), text));
                        } finally {
                            room.release();
                        }
                    });
                })
                .open();
        System.out.println("worker is ready");
        new CountDownLatch(1).await();
    }
}
