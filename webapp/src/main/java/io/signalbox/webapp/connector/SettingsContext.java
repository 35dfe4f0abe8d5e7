package io.signalbox.webapp.connector;

import io.signalbox.engine.site.SiteSource;
import io.signalbox.sdk.ConnectorContext;
import io.signalbox.sdk.ConnectorFactory;
import io.signalbox.sdk.ConnectorInfo;
import io.signalbox.sdk.Site;

import java.lang.reflect.Method;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a connector is built from: its part of the settings, found by the type that its factory says it makes. */
record SettingsContext(ConnectorFactory factory, SiteSource source, Map<String, Map<String, String>> all, Clock clock)
        implements ConnectorContext {

    @Override
    public Site site() {
        return source.current();
    }

    @Override
    public Map<String, String> settings() {
        String id = connectorId(factory.getClass())
                .orElseThrow(
                        () -> new IllegalStateException(
                                factory.getClass().getName()
                                        + " must declare the class of its connector as the result of create, or its settings cannot be found"));
        return all.getOrDefault(id, Map.of());
    }

    private static Optional<String> connectorId(Class<?> factory) {
        return Arrays.stream(factory.getMethods())
                .filter(m -> m.getName().equals("create"))
                .map(Method::getReturnType)
                .map(type -> type.getAnnotation(ConnectorInfo.class))
                .filter(Objects::nonNull)
                .map(ConnectorInfo::id)
                .findFirst();
    }
}
