package io.signalbox.testkit;

import io.signalbox.sdk.ConnectorContext;
import io.signalbox.sdk.Site;

import java.time.Clock;
import java.util.Map;

/** What a connector under test is built from. */
public record TestContext(Site site, Map<String, String> settings, Clock clock) implements ConnectorContext {

    public TestContext {
        settings = Map.copyOf(settings);
    }

    /** This site, no settings, real time. */
    public static TestContext of(Site site) {
        return new TestContext(site, Map.of(), Clock.systemUTC());
    }
}
