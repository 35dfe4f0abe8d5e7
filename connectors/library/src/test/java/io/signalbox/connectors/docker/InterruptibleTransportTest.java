package io.signalbox.connectors.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;

class InterruptibleTransportTest {

    private static final DockerHttpClient.Request ORDER = DockerHttpClient.Request.builder()
            .method(DockerHttpClient.Request.Method.POST)
            .path("/containers/shop/start")
            .build();

    @Test
    void orderWhoseAnswerNeverComesEndsAndLeavesNoConnection() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DockerHttpClient client = new ZerodepDockerHttpClient.Builder()
                        .dockerHost(URI.create("tcp://127.0.0.1:" + silent.getLocalPort()))
                        .build();
                InterruptibleTransport transport =
                        new InterruptibleTransport(client, Duration.ofSeconds(30), Duration.ofMillis(300))) {
            assertThatThrownBy(() -> transport.execute(ORDER)).hasRootCauseInstanceOf(SocketTimeoutException.class);
            try (Socket engine = silent.accept()) {
                Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> hungUp(engine));
            }
        }
        assertThat(Thread.interrupted()).isFalse();
    }

    private static boolean hungUp(Socket engine) throws IOException {
        engine.setSoTimeout(100);
        try {
            while (engine.getInputStream().read() >= 0) {
                // What it was asked.
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
