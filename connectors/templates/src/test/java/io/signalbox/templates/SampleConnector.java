package io.signalbox.templates;

import io.signalbox.sdk.Connector;
import io.signalbox.sdk.ConnectorInfo;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.ErrorCode;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Secret;
import io.signalbox.sdk.Step;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Every type of field there is, with all that can be said of one. */
@ConnectorInfo(
        id = "sample",
        title = "Sample",
        summary = "Has every type of field.",
        keywords = "example",
        icon = "sample.svg",
        errors = SampleConnector.SampleError.class)
public final class SampleConnector implements Connector {

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(new Everything(), new Nothing());
    }

    enum SampleError implements ErrorCode {
        SAMPLE_GONE,
        SAMPLE_BUSY;

        @Override
        public String code() {
            return name();
        }

        @Override
        public Kind kind() {
            return this == SAMPLE_GONE ? Kind.USER : Kind.EXTERNAL;
        }

        @Override
        public boolean retryable() {
            return this == SAMPLE_BUSY;
        }
    }

    enum WhenTaken {
        FAIL,
        REPLACE_IT
    }

    record Limit(
            @Field(label = "Memory", help = "At most this much.", example = "256m")
            String memory,

            @Field(label = "Processors") @Positive @Nullable Double cpus) {}

    record Input(
            @Field(label = "Host", help = "Where it works.", example = "web-1", role = Field.Role.HOST)
            String host,

            @Field(label = "Name", help = "The old one is kept as <name>.previous & stopped.", example = "shop")
            @Size(min = 2, max = 20)
            @Pattern(regexp = "[a-z][a-z0-9-]*")
            String name,

            @Field(label = "Title") @Size(max = 40) @Nullable
            String title,

            @Field(label = "Text", multiline = true) @NotBlank
            String text,

            @Field(label = "When taken", help = "What to do then.", group = "When it is there", defaultValue = "fail")
            WhenTaken whenTaken,

            @Field(label = "Otherwise", group = "When it is there") @Nullable
            WhenTaken otherwise,

            @Field(label = "Force", group = "When it is there", defaultValue = "false")
            boolean force,

            @Field(label = "Strict", group = "When it is there")
            boolean strict,

            @Field(label = "Port", group = "Numbers & time", defaultValue = "8080") @Min(1) @Max(65535)
            int port,

            @Field(label = "Big", group = "Numbers & time") @Nullable
            Long big,

            @Field(label = "Share", group = "Numbers & time") @Positive @Nullable
            Double share,

            @Field(label = "Within", group = "Numbers & time", defaultValue = "60s")
            Duration within,

            @Field(label = "Token", help = "To log in.") @Nullable
            Secret token,

            @Field(label = "Ports", example = "8080:80") @NotEmpty
            List<@NotBlank String> ports,

            @Field(label = "Labels") @Nullable Map<String, String> labels,
            @Field(label = "Limit") @Nullable Limit limit,
            @Field(label = "Limits") @Nullable List<Limit> limits,
            @Field(label = "Body") @Nullable Object body) {}

    record Output(
            @Field(label = "Id", help = "As the engine says it.")
            String id,

            @Field(label = "Took") Duration took,
            @Field(label = "State") @Nullable WhenTaken state,
            @Field(label = "Left") @Nullable Integer left,
            @Field(label = "Batches") List<List<String>> batches,
            @Field(label = "Limit") Limit limit) {}

    @OperationInfo(
            id = "sample.do-everything",
            title = "Do everything",
            summary = "Does everything, and leaves it behind.",
            effect = Effect.CHANGE,
            keywords = {"all", "try"},
            attempts = 5,
            backoff = "PT10S",
            timeout = "PT1H30M")
    static final class Everything implements Operation<Input, Output> {
        @Override
        public Output apply(Input input, Step step) {
            throw new UnsupportedOperationException();
        }
    }

    record Empty() {}

    @OperationInfo(
            id = "sample.do-nothing",
            title = "Do nothing",
            summary = "Takes nothing, gives nothing.",
            effect = Effect.READ,
            attempts = 1)
    static final class Nothing implements Operation<Empty, Empty> {
        @Override
        public Empty apply(Empty input, Step step) {
            return input;
        }
    }
}
