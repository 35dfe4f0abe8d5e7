package io.signalbox.engine.secret;

import io.signalbox.sdk.Secret;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Secrets from the environment of the process: {@code REGISTRY_PASSWORD} is {@code SIGNALBOX_SECRET_REGISTRY_PASSWORD}. */
public final class EnvironmentSecrets implements Secrets {

    private static final String PREFIX = "SIGNALBOX_SECRET_";

    private final Map<String, String> environment;

    /** @param environment usually {@link System#getenv()} */
    public EnvironmentSecrets(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Looks for the name as it is, then in upper case with {@code _} for what a variable cannot have. */
    @Override
    public Optional<Secret> find(String name) {
        return value(name)
                .or(() -> value(name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")))
                .map(value -> new Secret(name, value));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(PREFIX + name));
    }
}
