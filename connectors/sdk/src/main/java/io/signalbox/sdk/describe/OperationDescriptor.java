package io.signalbox.sdk.describe;

import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.Findable;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.Plannable;
import io.signalbox.sdk.Repeatable;
import io.signalbox.sdk.Undoable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All that is known of an operation. */
public record OperationDescriptor(
        String id,
        String title,
        String summary,
        Effect effect,
        List<String> keywords,
        int attempts,
        Duration backoff,
        Duration timeout,
        Class<? extends Record> inputRecord,
        List<FieldDescriptor> inputs,
        Class<? extends Record> outputRecord,
        List<FieldDescriptor> outputs,
        Operation<?, ?> operation) {

    /** The part of the id before the dot. */
    public String connector() {
        return id.substring(0, id.indexOf('.'));
    }

    public boolean findable() {
        return operation instanceof Findable;
    }

    public boolean plannable() {
        return operation instanceof Plannable;
    }

    public boolean undoable() {
        return operation instanceof Undoable;
    }

    /** Whether it can say for which inputs a repeat does no harm. */
    public boolean repeatable() {
        return operation instanceof Repeatable;
    }

    /** The field that names the host the step works on. */
    public Optional<FieldDescriptor> hostField() {
        return inputs.stream().filter(f -> f.role() == Field.Role.HOST).findFirst();
    }

    public Optional<FieldDescriptor> input(String name) {
        return inputs.stream().filter(f -> f.name().equals(name)).findFirst();
    }
}
