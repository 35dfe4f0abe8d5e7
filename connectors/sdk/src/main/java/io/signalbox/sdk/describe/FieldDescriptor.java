package io.signalbox.sdk.describe;

import io.signalbox.sdk.Field;

/**
 * A component of an input or output record.
 *
 * @param name of the component; the name in JSON and of the {@code camunda:inputParameter}
 * @param required whether leaving it out is an error
 * @param defaultValue text form of the value taken when it is left out; empty if none
 */
public record FieldDescriptor(
        String name,
        FieldType type,
        boolean required,
        String label,
        String help,
        String group,
        String defaultValue,
        String example,
        Field.Role role,
        boolean multiline) {}
