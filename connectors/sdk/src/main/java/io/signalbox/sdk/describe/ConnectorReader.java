package io.signalbox.sdk.describe;

import io.signalbox.sdk.Connector;
import io.signalbox.sdk.ConnectorInfo;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.OperationInfo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the annotations of a connector and its operations. */
final class ConnectorReader {

    private ConnectorReader() {}

    static ConnectorDescriptor read(Connector connector, RecordReader records, List<String> problems) {
        Class<?> type = connector.getClass();
        ConnectorInfo info = type.getAnnotation(ConnectorInfo.class);
        if (info == null) {
            problems.add(type.getName() + " lacks @ConnectorInfo");
            return new ConnectorDescriptor("?", "?", "", List.of(), "", List.of(), List.of(), connector);
        }
        if (!info.id().matches("[a-z][a-z0-9]*")) {
            problems.add(type.getName() + ": connector id '" + info.id() + "' is not one word in lower case");
        }
        List<OperationDescriptor> operations = new ArrayList<>();
        for (Operation<?, ?> operation : connector.operations()) {
            read(info.id(), operation, records, problems).ifPresent(operations::add);
        }
        return new ConnectorDescriptor(
                info.id(),
                info.title(),
                info.summary(),
                List.of(info.keywords()),
                icon(type, info.icon()),
                List.copyOf(operations),
                ErrorReader.read(info.id(), info.errors(), problems),
                connector);
    }

    private static Optional<OperationDescriptor> read(
            String connector, Operation<?, ?> operation, RecordReader records, List<String> problems) {
        Class<?> type = operation.getClass();
        OperationInfo info = type.getAnnotation(OperationInfo.class);
        if (info == null) {
            problems.add(type.getName() + " lacks @OperationInfo");
            return Optional.empty();
        }
        if (!info.id().matches(connector + "\\.[a-z][a-z0-9-]*")) {
            problems.add(type.getName() + ": operation id '" + info.id() + "' is not " + connector + ".<verb-noun>");
        }
        if (info.attempts() < 1) {
            problems.add(info.id() + ": attempts must be at least 1");
        }
        Optional<List<Class<? extends Record>>> pair = inputAndOutput(type);
        if (pair.isEmpty()) {
            problems.add(info.id() + ": cannot tell its input and output records from " + type.getName());
            return Optional.empty();
        }
        Class<? extends Record> input = pair.get().get(0);
        Class<? extends Record> output = pair.get().get(1);
        List<FieldDescriptor> inputs = records.read(input, info.id() + " input");
        if (inputs.stream().filter(f -> f.role() == Field.Role.HOST).count() > 1) {
            problems.add(info.id() + ": more than one input names the host");
        }
        return Optional.of(new OperationDescriptor(
                info.id(),
                info.title(),
                info.summary(),
                info.effect(),
                List.of(info.keywords()),
                info.attempts(),
                duration(info.backoff(), info.id(), problems),
                duration(info.timeout(), info.id(), problems),
                input,
                inputs,
                output,
                records.read(output, info.id() + " output"),
                operation));
    }

    private static Duration duration(String text, String id, List<String> problems) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            problems.add(id + ": '" + text + "' is not an ISO 8601 duration");
            return Duration.ZERO;
        }
    }

    /** The type arguments of whichever of the verb interfaces the class names. */
    private static Optional<List<Class<? extends Record>>> inputAndOutput(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Type implemented : c.getGenericInterfaces()) {
                if (implemented instanceof ParameterizedType p
                        && p.getRawType() instanceof Class<?> raw
                        && Operation.class.isAssignableFrom(raw)
                        && p.getActualTypeArguments().length == 2
                        && p.getActualTypeArguments()[0] instanceof Class<?> in
                        && p.getActualTypeArguments()[1] instanceof Class<?> out) {
                    return Optional.of(List.of(in.asSubclass(Record.class), out.asSubclass(Record.class)));
                }
            }
        }
        return Optional.empty();
    }

    private static String icon(Class<?> type, String name) {
        try (InputStream in = type.getResourceAsStream(name)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name + " beside " + type.getName(), e);
        }
    }
}
