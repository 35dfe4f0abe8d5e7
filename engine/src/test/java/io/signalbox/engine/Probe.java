package io.signalbox.engine;

import io.signalbox.sdk.Connector;
import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.ConnectorInfo;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.ErrorCode;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.Findable;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Secret;
import io.signalbox.sdk.Step;
import io.signalbox.sdk.Undoable;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A connector whose world is a map in memory, which outlives the engine. */
@ConnectorInfo(id = "probe", title = "Probe", summary = "For tests.")
final class Probe implements Connector {

    /** What CHANGE steps made, by step id. */
    final Map<String, String> world = new ConcurrentHashMap<>();

    final List<String> history = new CopyOnWriteArrayList<>();
    final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();

    enum Code implements ErrorCode {
        PROBE_AGAIN(true),
        PROBE_NEVER(false),
        PROBE_UNKNOWN(false);

        private final boolean retryable;

        Code(boolean retryable) {
            this.retryable = retryable;
        }

        @Override
        public String code() {
            return name();
        }

        @Override
        public Kind kind() {
            return Kind.EXTERNAL;
        }

        @Override
        public boolean retryable() {
            return retryable;
        }

        @Override
        public boolean outcomeUnknown() {
            return this == PROBE_UNKNOWN;
        }
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(
                new Echo(),
                new Flaky(),
                new Hold(),
                new Make(),
                new Half(),
                new Blind(),
                new Write(),
                new Stick(),
                new Split());
    }

    void release(String name) {
        gate(name).countDown();
    }

    void forget() {
        releaseAll();
        gates.clear();
        history.clear();
        calls.clear();
        world.clear();
    }

    void releaseAll() {
        gates.values().forEach(CountDownLatch::countDown);
    }

    void awaitGate(String name) throws InterruptedException {
        gate(name).await();
    }

    private CountDownLatch gate(String name) {
        return gates.computeIfAbsent(name, _ -> new CountDownLatch(1));
    }

    record Text(
            @Field(label = "Text") String text,
            @Nullable @Field(label = "Secret") Secret secret,

            @Nullable @Field(label = "Host", role = Field.Role.HOST)
            String host) {}

    record Said(
            @Field(label = "Text") String text,
            @Field(label = "Length") int length) {}

    @OperationInfo(id = "probe.echo", title = "Echo", summary = "Says it again.", effect = Effect.READ)
    static final class Echo implements Operation<Text, Said> {
        @Override
        public Said apply(Text input, Step step) {
            step.log().info("echo " + input.text());
            Secret secret = input.secret();
            step.run().note("said " + input.text());
            return new Said(
                    input.text(),
                    secret == null ? input.text().length() : secret.reveal().length());
        }
    }

    record Fails(
            @Field(label = "Name") String name,
            @Field(label = "Times", defaultValue = "1") int times,

            @Field(label = "Retryable", defaultValue = "true")
            boolean retryable,

            @Nullable @Field(label = "Host", role = Field.Role.HOST)
            String host) {}

    @OperationInfo(
            id = "probe.fail",
            title = "Fail",
            summary = "Fails some times.",
            effect = Effect.READ,
            backoff = "PT0.05S")
    final class Flaky implements Operation<Fails, Said> {
        @Override
        public Said apply(Fails input, Step step) {
            int call = calls.merge(input.name(), 1, Integer::sum);
            if (call <= input.times()) {
                throw new ConnectorException(
                        input.retryable() ? Code.PROBE_AGAIN : Code.PROBE_NEVER,
                        "Call " + call + " failed: " + input.name());
            }
            return new Said("call " + call, call);
        }
    }

    record Gate(@Field(label = "Name") String name) {}

    @OperationInfo(
            id = "probe.hold",
            title = "Hold",
            summary = "Waits for the gate.",
            effect = Effect.READ,
            timeout = "PT1H")
    final class Hold implements Operation<Gate, Said> {
        @Override
        public Said apply(Gate input, Step step) throws InterruptedException {
            history.add("holding " + input.name());
            try {
                while (gate(input.name()).getCount() > 0) {
                    step.pause(Duration.ofMillis(20));
                }
            } catch (InterruptedException e) {
                history.add("interrupted " + input.name());
                throw e;
            }
            return new Said(input.name(), 0);
        }
    }

    record Thing(
            @Field(label = "Name") String name,

            @Nullable @Field(label = "Gate after the effect")
            String gate,

            @Nullable @Field(label = "Host", role = Field.Role.HOST)
            String host) {}

    @OperationInfo(
            id = "probe.make",
            title = "Make",
            summary = "Makes a thing.",
            effect = Effect.CHANGE,
            backoff = "PT0.05S")
    final class Make implements Findable<Thing, Said>, Undoable<Thing, Said> {
        @Override
        public Said apply(Thing input, Step step) throws InterruptedException {
            history.add("make " + input.name());
            if (world.putIfAbsent(step.id(), input.name()) != null) {
                throw new AssertionError(input.name() + " is made twice");
            }
            String gate = input.gate();
            if (gate != null) {
                gate(gate).await();
            }
            return new Said(input.name(), input.name().length());
        }

        @Override
        public Optional<Said> find(Thing input, Step step) {
            return Optional.ofNullable(world.get(step.id())).map(name -> new Said(name, name.length()));
        }

        @Override
        public void undo(Thing input, Said output, Step step) {
            history.add("undo " + output.text());
            world.remove(step.id());
        }
    }

    @OperationInfo(
            id = "probe.half",
            title = "Half",
            summary = "Makes half a thing and fails.",
            effect = Effect.CHANGE,
            attempts = 1)
    final class Half implements Findable<Thing, Said>, Undoable<Thing, Said> {
        @Override
        public Said apply(Thing input, Step step) {
            world.put(step.id(), "half of " + input.name());
            throw new ConnectorException(Code.PROBE_NEVER, "Only half was made.");
        }

        @Override
        public Optional<Said> find(Thing input, Step step) {
            return Optional.empty();
        }

        @Override
        public void undo(Thing input, Said output, Step step) {
            throw new AssertionError("It never completed");
        }

        @Override
        public boolean undoUnfinished(Thing input, Step step) {
            return world.remove(step.id()) != null;
        }
    }

    @OperationInfo(
            id = "probe.blind",
            title = "Blind",
            summary = "A change nobody can look for.",
            effect = Effect.CHANGE)
    final class Blind implements Operation<Gate, Said> {
        @Override
        public Said apply(Gate input, Step step) throws InterruptedException {
            history.add("blind " + input.name());
            gate(input.name()).await();
            return new Said(input.name(), 0);
        }
    }

    /** What the other side says each time, by name: ok, no, later, lost, broken. */
    record Answers(@Field(label = "Answers") List<String> answers) {}

    @OperationInfo(
            id = "probe.write",
            title = "Write",
            summary = "A change nobody can look for, with answers.",
            effect = Effect.CHANGE,
            backoff = "PT0.05S")
    final class Write implements Operation<Answers, Said> {
        @Override
        public Said apply(Answers input, Step step) {
            String answer = input.answers()
                    .get((calls.merge("write", 1, Integer::sum) - 1)
                            % input.answers().size());
            history.add("write " + answer);
            return switch (answer) {
                case "ok" -> new Said(answer, 0);
                case "later" -> throw new ConnectorException(Code.PROBE_AGAIN, "Not now.");
                case "lost" -> throw new ConnectorException(Code.PROBE_UNKNOWN, "No answer.");
                case "broken" -> throw new IllegalStateException("broken");
                default -> throw new ConnectorException(Code.PROBE_NEVER, "No.");
            };
        }
    }

    record Steps(@Field(label = "Name") String name) {}

    record Reached(int count) {}

    @OperationInfo(
            id = "probe.stick",
            title = "Stick",
            summary = "Keeps its place.",
            effect = Effect.READ,
            timeout = "PT1H")
    final class Stick implements Operation<Steps, Said> {
        @Override
        public Said apply(Steps input, Step step) throws InterruptedException {
            int from = step.checkpoint(Reached.class).map(Reached::count).orElse(0);
            history.add("from " + from);
            step.checkpoint(new Reached(from + 1));
            while (gate(input.name()).getCount() > 0) {
                step.pause(Duration.ofMillis(20));
            }
            return new Said(input.name(), from);
        }
    }

    record Items(@Field(label = "Items") List<String> items) {}

    @OperationInfo(id = "probe.split", title = "Split", summary = "Splits at commas.", effect = Effect.READ)
    static final class Split implements Operation<Text, Items> {
        @Override
        public Items apply(Text input, Step step) {
            return new Items(List.of(input.text().split(",")));
        }
    }
}
