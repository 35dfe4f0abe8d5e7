package io.signalbox.webapp.run;

import io.signalbox.engine.Rejected;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.stereotype.Component;

/** Whether this node begins new runs: not before it is ready, and not any more when it shuts down. */
@Component
final class Intake {

    private final ApplicationAvailability availability;

    Intake(ApplicationAvailability availability) {
        this.availability = availability;
    }

    /** @throws Rejected {@code NODE_NOT_READY} */
    void check() {
        if (availability.getReadinessState() == ReadinessState.REFUSING_TRAFFIC) {
            throw new Rejected(
                    Rejected.Kind.UNAVAILABLE,
                    "NODE_NOT_READY",
                    "This node shuts down or is not ready yet, and begins no runs. Come again in a few seconds.");
        }
    }
}
