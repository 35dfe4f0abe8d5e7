package io.signalbox.engine.camunda;

import io.signalbox.engine.step.Tokens;

/** How large a variable may be. */
final class VariableSize {

    private VariableSize() {}

    /** @throws Tokens.CannotMoveOn if it is larger */
    static void check(String name, long size, long largest) {
        if (size > largest) {
            throw new Tokens.CannotMoveOn(
                    "The variable '" + name + "' has " + size + " bytes; at most " + largest
                            + " are kept (signalbox.engine.largest-variable).",
                    null);
        }
    }
}
