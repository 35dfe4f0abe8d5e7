package io.signalbox.testkit;

import io.signalbox.sdk.Connector;
import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.ConnectorInfo;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.ErrorCode;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.Findable;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Plan;
import io.signalbox.sdk.Plannable;
import io.signalbox.sdk.Step;
import io.signalbox.sdk.Undoable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An operation to try the suite on: drops a file that carries the step's id into a folder, well or with a fault. */
@OperationInfo(
        id = "sample.drop-file",
        title = "Drop a file",
        summary = "Puts a small file into a folder.",
        effect = Effect.CHANGE)
final class DropFile
        implements Findable<DropFile.Input, DropFile.Output>,
                Plannable<DropFile.Input, DropFile.Output>,
                Undoable<DropFile.Input, DropFile.Output> {

    private final Path folder;
    private final Fault fault;

    DropFile(Path folder, Fault fault) {
        this.folder = folder;
        this.fault = fault;
    }

    /** What is wrong with it. */
    enum Fault {
        NONE,
        FINDS_NOTHING,
        FINDS_ANY_FILE,
        CANNOT_BE_CANCELLED,
        ACTS_IN_THE_PLAN,
        DOES_NOT_UNDO,
        REFUSES_TOO_LATE
    }

    record Input(
            @Field(label = "Content", help = "What is written into it.")
            String content,

            @Field(label = "Pause", help = "How long to wait first.", defaultValue = "100ms")
            Duration pause) {}

    record Output(
            @Field(label = "File", help = "Where the file is.")
            String file) {}

    @Override
    public Output apply(Input input, Step step) throws InterruptedException {
        if (fault == Fault.REFUSES_TOO_LATE) {
            write(input, step);
        }
        if (input.content.isEmpty()) {
            throw new ConnectorException(SampleError.SAMPLE_EMPTY, "The content is empty. Give some.");
        }
        try {
            step.pause(input.pause);
        } catch (InterruptedException e) {
            if (fault != Fault.CANNOT_BE_CANCELLED) {
                throw e;
            }
        }
        return write(input, step);
    }

    private Output write(Input input, Step step) {
        try {
            Path file = folder.resolve(step.id());
            Files.writeString(file, input.content);
            return new Output(file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Output> find(Input input, Step step) {
        String[] files = folder.toFile().list();
        boolean any = fault == Fault.FINDS_ANY_FILE && files != null && files.length > 0;
        Path file = folder.resolve(any ? files[0] : step.id());
        return fault != Fault.FINDS_NOTHING && Files.exists(file)
                ? Optional.of(new Output(file.toString()))
                : Optional.empty();
    }

    @Override
    public Plan<Output> plan(Input input, Step step) {
        if (fault == Fault.ACTS_IN_THE_PLAN) {
            write(input, step);
        }
        return new Plan<>(
                "Drop a file",
                List.of(new Plan.Change(Plan.Kind.CREATE, "file", Map.of(), Map.of("content", input.content))),
                null);
    }

    @Override
    public void undo(Input input, Output output, Step step) {
        try {
            if (fault != Fault.DOES_NOT_UNDO) {
                Files.deleteIfExists(Path.of(output.file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    enum SampleError implements ErrorCode {
        SAMPLE_EMPTY;

        @Override
        public String code() {
            return name();
        }

        @Override
        public Kind kind() {
            return Kind.USER;
        }

        @Override
        public boolean retryable() {
            return false;
        }
    }

    @ConnectorInfo(id = "sample", title = "Sample", summary = "Speaks to a folder.")
    record SampleConnector(List<Operation<?, ?>> operations) implements Connector {}
}
