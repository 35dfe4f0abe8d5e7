package io.signalbox.engine.step;

import io.signalbox.engine.Storable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One attempt while it is made: its number, when it began, and the notes it wrote, which are stored with its end. */
final class Try {

    private final int number;
    private final Instant started;
    private final List<Note> notes = new ArrayList<>();

    /** A line for the timeline. */
    record Note(Instant time, String text) {}

    /** @param number 0 if no attempt was needed */
    Try(int number, Instant started) {
        this.number = number;
        this.started = started;
    }

    static Try none(StepRow step) {
        return new Try(0, step.createdAt());
    }

    int number() {
        return number;
    }

    Instant started() {
        return started;
    }

    synchronized void note(Instant time, String text) {
        notes.add(new Note(time, Storable.text(text)));
    }

    synchronized List<Note> notes() {
        return List.copyOf(notes);
    }
}
