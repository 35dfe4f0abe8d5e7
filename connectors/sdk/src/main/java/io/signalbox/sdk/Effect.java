package io.signalbox.sdk;

/** What an operation does to the world. */
public enum Effect {
    /** Observes. May be repeated at will. */
    READ,
    /** Alters the world. Is never repeated blindly, and can be taken back where it is {@link Undoable}. */
    CHANGE
}
