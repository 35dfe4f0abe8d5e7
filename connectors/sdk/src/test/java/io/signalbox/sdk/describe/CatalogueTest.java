package io.signalbox.sdk.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.signalbox.sdk.Connector;
import io.signalbox.sdk.ConnectorInfo;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.Findable;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Secret;
import io.signalbox.sdk.Step;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class CatalogueTest {

    @Test
    void readsEverythingThatAConnectorSaysOfItself() {
        Catalogue catalogue = new Catalogue(List.of(new Sample(List.of(new Put()))));
        assertThat(catalogue.connectors()).singleElement().satisfies(c -> {
            assertThat(c.id()).isEqualTo("sample");
            assertThat(c.keywords()).containsExactly("a", "b");
            assertThat(c.icon()).isEmpty();
        });
        OperationDescriptor put = catalogue.operation("sample.put-thing").orElseThrow();
        assertThat(put.connector()).isEqualTo("sample");
        assertThat(put.effect()).isEqualTo(Effect.CHANGE);
        assertThat(put.attempts()).isEqualTo(5);
        assertThat(put.backoff()).isEqualTo(Duration.ofSeconds(2));
        assertThat(put.timeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(put.findable()).isTrue();
        assertThat(put.undoable() || put.plannable() || put.repeatable()).isFalse();
        assertThat(put.hostField()).map(FieldDescriptor::name).contains("host");
        assertThat(catalogue.operation("sample.other")).isEmpty();
    }

    @Test
    void readsTypesBoundsDefaultsAndWhatIsRequiredOffTheRecord() {
        OperationDescriptor put = new Catalogue(List.of(new Sample(List.of(new Put()))))
                .operation("sample.put-thing")
                .orElseThrow();
        assertThat(put.inputs().stream().filter(FieldDescriptor::required).map(FieldDescriptor::name))
                .containsExactly("host", "size", "names", "more");
        assertThat(type(put, "host")).isEqualTo(new FieldType.Text(1, 60, "[a-z]+"));
        assertThat(type(put, "size")).isEqualTo(new FieldType.Whole(1, 9));
        assertThat(type(put, "share")).isEqualTo(new FieldType.Decimal(0.5, Double.POSITIVE_INFINITY));
        assertThat(type(put, "color"))
                .isEqualTo(new FieldType.Choice(List.of(
                        new FieldType.Choice.Option("light-red", "Light red"),
                        new FieldType.Choice.Option("blue", "Blue"))));
        assertThat(type(put, "names")).isInstanceOfSatisfying(FieldType.ListOf.class, l -> {
            assertThat(l.minItems()).isEqualTo(1);
            assertThat(l.maxItems()).isEqualTo(3);
            assertThat(l.items()).isInstanceOf(FieldType.Text.class);
        });
        assertThat(type(put, "labels")).isInstanceOf(FieldType.MapOf.class);
        assertThat(type(put, "pause")).isEqualTo(new FieldType.Time());
        assertThat(type(put, "token")).isEqualTo(new FieldType.Hidden());
        assertThat(type(put, "any")).isEqualTo(new FieldType.Json());
        assertThat(type(put, "more"))
                .isInstanceOfSatisfying(
                        FieldType.Nested.class,
                        n -> assertThat(n.fields())
                                .extracting(FieldDescriptor::name)
                                .containsExactly("on"));
        assertThat(put.input("pause")).map(FieldDescriptor::defaultValue).contains("90s");
        assertThat(put.outputs()).extracting(FieldDescriptor::name).containsExactly("id");
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Catalogue(List.of(
                        new Sample(List.of(new Put(), new Put(), new Broken(), new Unnamed())),
                        new Sample(List.of()),
                        new Nameless())))
                .withMessageContainingAll(
                        "connector sample is there twice",
                        "operation sample.put-thing is there twice",
                        "operation id 'other.Thing' is not sample.<verb-noun>",
                        "attempts must be at least 1",
                        "'soon' is not an ISO 8601 duration",
                        "more than one input names the host",
                        "input 'c' lacks @Field",
                        "input 'd' has the type java.util.Set",
                        "Unnamed lacks @OperationInfo",
                        "Nameless lacks @ConnectorInfo");
    }

    private static FieldType type(OperationDescriptor operation, String input) {
        return operation.input(input).orElseThrow().type();
    }

    @ConnectorInfo(
            id = "sample",
            title = "Sample",
            summary = "A sample.",
            keywords = {"a", "b"})
    private record Sample(List<Operation<?, ?>> operations) implements Connector {}

    private static final class Nameless implements Connector {
        @Override
        public List<Operation<?, ?>> operations() {
            return List.of();
        }
    }

    private enum Color {
        LIGHT_RED,
        BLUE
    }

    private record Id(@Field(label = "Id") String id) {}

    @OperationInfo(
            id = "sample.put-thing",
            title = "Put a thing",
            summary = "Puts it.",
            effect = Effect.CHANGE,
            attempts = 5,
            timeout = "PT1M")
    private static final class Put implements Findable<Put.Input, Id> {

        record Input(
                @Field(label = "Host", role = Field.Role.HOST) @NotBlank @Size(max = 60) @Pattern(regexp = "[a-z]+")
                String host,

                @Field(label = "Size") @Positive @Max(9) int size,

                @Field(label = "Share") @DecimalMin("0.5") @Nullable
                Double share,

                @Field(label = "Color", defaultValue = "blue")
                Color color,

                @Field(label = "Names") @Size(min = 1, max = 3)
                List<String> names,

                @Field(label = "Labels") @Nullable Map<String, String> labels,

                @Field(label = "Pause", defaultValue = "90s")
                Duration pause,

                @Field(label = "Token") @Nullable Secret token,
                @Field(label = "Any") @Nullable Object any,
                @Field(label = "More") More more) {}

        record More(@Field(label = "On") boolean on) {}

        @Override
        public Id apply(Put.Input input, Step step) {
            return new Id(step.id());
        }

        @Override
        public Optional<Id> find(Put.Input input, Step step) {
            return Optional.empty();
        }
    }

    @OperationInfo(
            id = "other.Thing",
            title = "Broken",
            summary = "Broken.",
            effect = Effect.READ,
            attempts = 0,
            backoff = "soon")
    private static final class Broken implements Operation<Broken.Input, Id> {

        record Input(
                @Field(label = "A", role = Field.Role.HOST) String a,
                @Field(label = "B", role = Field.Role.HOST) String b,
                String c,
                @Field(label = "D") Set<String> d) {}

        @Override
        public Id apply(Broken.Input input, Step step) {
            return new Id(step.id());
        }
    }

    private static final class Unnamed implements Operation<Put.Input, Id> {
        @Override
        public Id apply(Put.Input input, Step step) {
            return new Id(step.id());
        }
    }
}
