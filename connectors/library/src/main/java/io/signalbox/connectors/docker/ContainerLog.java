package io.signalbox.connectors.docker;

import com.github.dockerjava.api.model.Frame;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a container has written. */
final class ContainerLog {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private ContainerLog() {}

    /** Takes a line; says whether it wants more. */
    interface Reader {
        boolean line(boolean error, String text);
    }

    /** The last lines, both streams in the order they came. */
    static List<String> last(DockerHost host, String id, int lines) throws InterruptedException {
        List<String> all = new ArrayList<>();
        read(host, id, lines, 0, (_, text) -> all.add(text));
        return all.size() <= lines ? all : all.subList(all.size() - lines, all.size());
    }

    /** @param since seconds of the epoch; 0 for all */
    static void read(DockerHost host, String id, int tail, int since, Reader reader) throws InterruptedException {
        boolean[] wants = {true};
        Lines out = new Lines(text -> wants[0] = wants[0] && reader.line(false, text));
        Lines err = new Lines(text -> wants[0] = wants[0] && reader.line(true, text));
        try (DaemonStream<Frame, Chunk> stream = host.open(
                Chunk::of,
                (client, callback) -> client.logContainerCmd(id)
                        .withStdOut(true)
                        .withStdErr(true)
                        .withTail(tail)
                        .withSince(since)
                        .exec(callback))) {
            while (wants[0]) {
                switch (stream.next(PATIENCE)) {
                    case DaemonStream.Item<Chunk>(Chunk chunk) -> (chunk.error() ? err : out).add(chunk.bytes());
                    case DaemonStream.End<Chunk>(var failure) -> {
                        if (failure != null) {
                            throw DockerFailures.of(host.host(), "read the log of container " + id, failure);
                        }
                        out.end();
                        err.end();
                        return;
                    }
                    case null ->
                        throw DockerError.HOST_UNREACHABLE.because(
                                "Host " + host.name() + " does not go on sending the log of container " + id + ".");
                }
            }
        }
    }
}
