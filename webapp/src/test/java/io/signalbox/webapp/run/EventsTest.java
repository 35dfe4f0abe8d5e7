package io.signalbox.webapp.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.webapp.Client;
import io.signalbox.webapp.WebLayer;
import io.signalbox.webapp.fake.FakeFeed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

@Timeout(30)
class EventsTest {

    private final WebLayer server = WebLayer.shared();
    private final FakeFeed feed = server.bean(FakeFeed.class);
    private final Client client = server.client().basic(WebLayer.VIEWER, WebLayer.PASSWORD);

    @BeforeEach
    void runGoesOn() {
        feed.end = new CountDownLatch(1);
    }

    @Test
    void streamReplaysAndEndsWithTheRun() throws IOException {
        feed.end.countDown();
        HttpResponse<InputStream> answer = client.stream("/api/v1/runs/r1/events");

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        String events = new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(events).startsWith("id:1\nevent:run\ndata:{\"");
        assertThat(events)
                .contains("\"number\":1", "a\\nb", "id:3\nevent:log\n")
                .endsWith("event:end\ndata:{}\n\n");
        await().untilAtomic(feed.open, org.hamcrest.Matchers.is(0));
    }

    @Test
    void streamGoesOnAfterTheLastEventThatWasReceived() throws IOException {
        feed.end.countDown();
        InputStream body =
                client.stream("/api/v1/runs/r1/events", "Last-Event-ID", "2").body();

        assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("id:3\n")
                .doesNotContain("id:1", "id:2");
    }

    @Test
    void quietStreamSaysThatItIsAlive() throws IOException {
        try (BufferedReader lines = lines(client.stream("/api/v1/runs/r2/events", "Last-Event-ID", "3"))) {
            assertThat(lines.readLine()).isEqualTo(":alive");
        }
    }

    @Test
    void clientThatGoesAwayIsLetGo() throws IOException {
        try (BufferedReader lines = lines(client.stream("/api/v1/runs/r2/events"))) {
            assertThat(lines.readLine()).isEqualTo("id:1");
            assertThat(feed.open).hasPositiveValue();
        }
        await().atMost(Duration.ofSeconds(10)).untilAtomic(feed.open, org.hamcrest.Matchers.is(0));
    }

    @Test
    void whatCannotBeFollowedIsAProblem() {
        client.get("/api/v1/runs/nope/events", "Accept", "text/event-stream").isProblem(404, "RUN_NOT_FOUND");
        client.get("/api/v1/runs/r1/events", "Last-Event-ID", "nonsense").isProblem(400, "CURSOR_INVALID");
    }

    @Test
    void shutdownDoesNotWaitForThoseWhoWatch(@TempDir java.nio.file.Path data) throws IOException {
        WebLayer own = WebLayer.start(data);
        try (BufferedReader lines = lines(own.admin().stream("/api/v1/runs/r2/events"))) {
            assertThat(lines.readLine()).isEqualTo("id:1");
            long before = System.nanoTime();
            own.close();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        }
    }

    private static BufferedReader lines(HttpResponse<InputStream> answer) {
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }
}
