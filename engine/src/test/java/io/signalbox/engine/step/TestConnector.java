package io.signalbox.engine.step;

import io.signalbox.sdk.Connector;
import io.signalbox.sdk.ConnectorInfo;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Secret;
import io.signalbox.sdk.Step;
import io.signalbox.sdk.describe.Catalogue;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Operations with every type of field, for tests that need a catalogue. */
@ConnectorInfo(id = "test", title = "Test", summary = "Every type of field.")
public final class TestConnector implements Connector {

    public static Catalogue catalogue() {
        return new Catalogue(List.of(new TestConnector()));
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(new Everything(), new Small());
    }

    enum Colour {
        RED,
        LIGHT_BLUE
    }

    record Limits(
            @Field(label = "Memory") String memory,

            @Field(label = "Processes", defaultValue = "5") @Min(1)
            int processes) {}

    record Input(
            @Field(label = "Host", role = Field.Role.HOST) @Size(max = 10)
            String host,

            @Field(label = "Count", defaultValue = "3") @Min(1) @Max(9)
            int count,

            @Field(label = "Big") @Nullable Long big,
            @Field(label = "Share") @Nullable Double share,
            @Field(label = "Force", defaultValue = "false") boolean force,

            @Field(label = "Colour", defaultValue = "light-blue")
            Colour colour,

            @Field(label = "Within", defaultValue = "90s") Duration within,
            @Field(label = "Token") @Nullable Secret token,
            @Field(label = "Ports") @Nullable List<@NotBlank String> ports,
            @Field(label = "Numbers") @Nullable List<Integer> numbers,
            @Field(label = "Environment") @Nullable Map<String, String> environment,
            @Field(label = "Headers") @Nullable Map<String, Secret> headers,
            @Field(label = "Limits") @Nullable Limits limits,
            @Field(label = "Body") @Nullable Object body) {
        @AssertTrue(message = "force needs a token")
        boolean isForceful() {
            return !force || token != null;
        }
    }

    record Output(
            @Field(label = "Id") String id,
            @Field(label = "Took") Duration took,
            @Field(label = "Colour") Colour colour,
            @Field(label = "Names") List<String> names,
            @Field(label = "Left") @Nullable Integer left) {}

    @OperationInfo(id = "test.everything", title = "Everything", summary = "Everything.", effect = Effect.READ)
    static final class Everything implements Operation<Input, Output> {
        @Override
        public Output apply(Input input, Step step) {
            throw new UnsupportedOperationException();
        }
    }

    record Text(@Field(label = "Text") String text) {
        Text {
            if (text.equals("never")) {
                throw new IllegalArgumentException("never say never");
            }
        }
    }

    @OperationInfo(id = "test.small", title = "Small", summary = "Small.", effect = Effect.CHANGE)
    static final class Small implements Operation<Text, Text> {
        @Override
        public Text apply(Text input, Step step) {
            return input;
        }
    }
}
