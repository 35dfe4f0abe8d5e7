package io.signalbox.connectors.docker;

/**
 * The names that go with the name of a container.
 *
 * @param current what people call it
 */
record Names(String current, String stepId) {

    /** The one that was there before, kept for an instant way back. */
    String previous() {
        return current + ".previous";
    }

    /** The one before that, put aside while the step can still be taken back. */
    String parked() {
        return parkedPrefix() + tag();
    }

    String parkedPrefix() {
        return current + ".parked-";
    }

    /** A new one that has not its place yet. */
    String next() {
        return current + ".next-" + tag();
    }

    /** One that gives up its place while two change places. */
    String swap() {
        return current + ".swap-" + tag();
    }

    private String tag() {
        return stepId.substring(0, Math.min(8, stepId.length()));
    }
}
