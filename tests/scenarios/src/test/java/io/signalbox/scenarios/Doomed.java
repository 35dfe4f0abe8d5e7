package io.signalbox.scenarios;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A run whose node dies, again and again, each time another of its steps is at the same boundary. */
final class Doomed {

    private final Scenario scenario;
    private final Target target;
    private final Boundary boundary;
    private final List<Debugger.Point> died = new ArrayList<>();
    private final String key;
    private String id;
    private Debugger.Point wanted;
    private Application heldBy;
    private long killedAt;
    private Duration longestStandstill = Duration.ZERO;

    /** @param boundary null for a run that nothing happens to */
    Doomed(Scenario scenario, Target target, Boundary boundary) {
        this.scenario = scenario;
        this.target = target;
        this.boundary = boundary;
        this.key = target.service() + "-" + System.nanoTime();
    }

    Scenario scenario() {
        return scenario;
    }

    Target target() {
        return target;
    }

    Boundary boundary() {
        return boundary;
    }

    /** The same at each try to start it. */
    String key() {
        return key;
    }

    /** The answer to its start has come. */
    synchronized void started(String runId) {
        id = runId;
    }

    /** Null until the answer to its start has come. */
    synchronized String id() {
        return id;
    }

    /** Where it is to be held, or is. */
    synchronized Debugger.Point wanted() {
        return wanted;
    }

    synchronized void wanted(Debugger.Point point) {
        wanted = point;
    }

    synchronized void held(Application node) {
        heldBy = node;
    }

    /** Null if it goes on. */
    synchronized Application heldBy() {
        return heldBy;
    }

    synchronized void killed() {
        died.add(wanted);
        wanted = null;
        heldBy = null;
        killedAt = System.nanoTime();
    }

    /** A sign of life. */
    synchronized void goesOn() {
        if (killedAt != 0) {
            Duration standstill = Duration.ofNanos(System.nanoTime() - killedAt);
            killedAt = 0;
            longestStandstill = standstill.compareTo(longestStandstill) > 0 ? standstill : longestStandstill;
        }
    }

    synchronized Duration longestStandstill() {
        return longestStandstill;
    }

    /** Where its node died. */
    synchronized List<Debugger.Point> died() {
        return List.copyOf(died);
    }

    @Override
    public synchronized String toString() {
        return scenario.name() + " as " + target.service() + " (run " + id + ", " + boundary + ", "
                + (wanted == null ? "goes on" : (heldBy == null ? "not yet held at " : "held at ") + wanted.element())
                + ", died at "
                + died.stream().map(Debugger.Point::element).toList() + ")";
    }
}
