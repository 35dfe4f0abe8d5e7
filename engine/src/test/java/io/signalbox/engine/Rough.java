package io.signalbox.engine;

import io.signalbox.sdk.Connector;
import io.signalbox.sdk.ConnectorInfo;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Step;

import java.util.List;

/** Operations as nobody should write them. */
@ConnectorInfo(id = "rough", title = "Rough", summary = "For tests.")
final class Rough implements Connector {

    private final Probe probe;

    Rough(Probe probe) {
        this.probe = probe;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(new Deaf(), new DeafChange(), new Large(), new Broken(), new Chatty());
    }

    record Name(@Field(label = "Name") String name) {}

    record Size(@Field(label = "Size") int size) {}

    record Said(@Field(label = "Text") String text) {}

    @OperationInfo(id = "rough.deaf", title = "Deaf", summary = "Does not stop.", effect = Effect.READ)
    final class Deaf implements Operation<Name, Said> {
        @Override
        public Said apply(Name input, Step step) {
            return deaf(input);
        }
    }

    @OperationInfo(id = "rough.deaf-change", title = "Deaf change", summary = "Does not stop.", effect = Effect.CHANGE)
    final class DeafChange implements Operation<Name, Said> {
        @Override
        public Said apply(Name input, Step step) {
            return deaf(input);
        }
    }

    private Said deaf(Name input) {
        probe.history.add("deaf " + input.name());
        boolean open = false;
        while (!open) {
            try {
                probe.awaitGate(input.name());
                open = true;
            } catch (InterruptedException e) {
                probe.history.add("ignored " + input.name());
            }
        }
        probe.history.add("ended " + input.name());
        return new Said(input.name());
    }

    @OperationInfo(id = "rough.large", title = "Large", summary = "Returns much.", effect = Effect.READ)
    static final class Large implements Operation<Size, Said> {
        @Override
        public Said apply(Size input, Step step) {
            return new Said("x".repeat(input.size()));
        }
    }

    @OperationInfo(id = "rough.broken", title = "Broken", summary = "Throws what it is told.", effect = Effect.READ)
    static final class Broken implements Operation<Name, Said> {
        @Override
        public Said apply(Name input, Step step) {
            switch (input.name()) {
                case "stack" -> deeper(0);
                case "memory" -> throw new OutOfMemoryError("Java heap space");
                default -> throw new NoClassDefFoundError("com/example/Missing");
            }
            return new Said("");
        }

        @SuppressWarnings("InfiniteRecursion") // that is the point
        private static int deeper(int depth) {
            return deeper(depth + 1) + 1;
        }
    }

    @OperationInfo(id = "rough.chatty", title = "Chatty", summary = "Floods the log.", effect = Effect.READ)
    static final class Chatty implements Operation<Size, Said> {
        @Override
        public Said apply(Size input, Step step) {
            for (int i = 1; i <= input.size(); i++) {
                step.log().info("line " + i);
            }
            return new Said("done");
        }
    }
}
