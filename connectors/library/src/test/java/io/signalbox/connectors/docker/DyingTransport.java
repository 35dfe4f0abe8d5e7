package io.signalbox.connectors.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.signalbox.sdk.Host;

import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A connection that is cut for good after so many requests, as when the node that uses it dies there: the last one reaches the engine, its answer is
 * lost.
 */
record DyingTransport(DockerHttpClient transport, AtomicInteger left) implements DockerHttpClient {

    static DockerHost host(Host host, AtomicInteger left) {
        var real = new ZerodepDockerHttpClient.Builder().dockerHost(host.url()).build();
        var dying = new DyingTransport(real, left);
        return new DockerHost(host, dying, dying, () -> {});
    }

    @Override
    public Response execute(Request request) {
        int now = left.decrementAndGet();
        if (now < 0) {
            throw cut();
        }
        Response response = transport.execute(request);
        if (now == 0) {
            response.close();
            throw cut();
        }
        return response;
    }

    private static RuntimeException cut() {
        return new IllegalStateException(new SocketException("cut by the test"));
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }
}
