package io.signalbox.sdk;

import java.time.Clock;
import java.util.Map;

/** What a connector is built from. */
public interface ConnectorContext {

    /** The site as it is at the moment of the call; ask again each time, it is reloaded when its file changes. */
    Site site();

    /** The settings under {@code signalbox.connectors.<id>}, flat, without that prefix. */
    Map<String, String> settings();

    Clock clock();
}
