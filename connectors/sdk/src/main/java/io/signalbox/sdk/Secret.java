package io.signalbox.sdk;

import java.util.Objects;

/** A value that must not be seen. It has no text form but {@code ****}; only {@link #reveal()} gives the value, at the moment of the call. */
public final class Secret {

    private final String name;
    private final String value;

    /**
     * @param name what it is called where it is kept; may be shown
     * @param value never shown
     */
    public Secret(String name, String value) {
        this.name = Objects.requireNonNull(name);
        this.value = Objects.requireNonNull(value);
    }

    public String name() {
        return name;
    }

    /** The value itself, to be handed to the system that asks for it and to nothing else. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && name.equals(that.name) && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "****";
    }
}
