package io.signalbox.engine.secret;

import io.signalbox.sdk.Secret;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks one source after the other; the first that has a secret gives it. */
public final class FirstOfSecrets implements Secrets {

    private final List<Secrets> sources;

    public FirstOfSecrets(List<Secrets> sources) {
        this.sources = List.copyOf(sources);
    }

    /** The environment, then {@code secrets.properties} in the data folder. */
    public static Secrets usual(Map<String, String> environment, Path dataFolder) {
        return new FirstOfSecrets(List.of(
                new EnvironmentSecrets(environment), new FileSecrets(dataFolder.resolve("secrets.properties"))));
    }

    @Override
    public Optional<Secret> find(String name) {
        return sources.stream().flatMap(source -> source.find(name).stream()).findFirst();
    }
}
