package io.signalbox.engine.camunda;

import java.util.HashSet;
import java.util.Set;

/** Which steps this thread is just taking on, so that their leaving is not taken for a cancellation. */
final class Completing {

    private static final ThreadLocal<Set<String>> HERE = ThreadLocal.withInitial(HashSet::new);

    private Completing() {}

    static boolean is(String activityInstance) {
        return HERE.get().contains(activityInstance);
    }

    static void during(String activityInstance, Runnable action) {
        HERE.get().add(activityInstance);
        try {
            action.run();
        } finally {
            HERE.get().remove(activityInstance);
        }
    }
}
