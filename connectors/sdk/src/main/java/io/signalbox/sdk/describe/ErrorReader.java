package io.signalbox.sdk.describe;

import io.signalbox.sdk.ErrorCode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the error codes of a connector. */
final class ErrorReader {

    private ErrorReader() {}

    static List<ErrorDescriptor> read(String connector, Class<? extends ErrorCode> type, List<String> problems) {
        if (type == ErrorCode.class) {
            return List.of();
        }
        ErrorCode[] constants = type.getEnumConstants();
        if (constants == null) {
            problems.add(connector + ": errors " + type.getName() + " is not an enum");
            return List.of();
        }
        String form = connector.toUpperCase(Locale.ROOT) + "(_[A-Z0-9]+)+";
        List<ErrorDescriptor> errors = new ArrayList<>();
        for (ErrorCode error : constants) {
            if (!error.code().matches(form)) {
                problems.add(connector + ": error code '" + error.code() + "' is not "
                        + connector.toUpperCase(Locale.ROOT) + "_<WHAT_HAPPENED>");
            }
            errors.add(new ErrorDescriptor(error.code(), error.kind(), error.retryable()));
        }
        return List.copyOf(errors);
    }
}
