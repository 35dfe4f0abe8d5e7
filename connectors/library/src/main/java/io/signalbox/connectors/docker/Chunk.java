package io.signalbox.connectors.docker;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;

import java.nio.ByteBuffer;

/** A piece of output. docker-java reuses the buffer of a frame, so its bytes are copied here. */
record Chunk(boolean error, ByteBuffer bytes) {

    static Chunk of(Frame frame) {
        return new Chunk(
                frame.getStreamType() == StreamType.STDERR,
                ByteBuffer.wrap(frame.getPayload().clone()).asReadOnlyBuffer());
    }
}
