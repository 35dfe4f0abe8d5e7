package io.signalbox.templates;

import io.signalbox.sdk.Connector;
import io.signalbox.sdk.ConnectorContext;
import io.signalbox.sdk.ConnectorFactory;
import io.signalbox.sdk.ContainerSettings;
import io.signalbox.sdk.Host;
import io.signalbox.sdk.Service;
import io.signalbox.sdk.Site;
import io.signalbox.sdk.describe.Catalogue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The sample and every connector of the library. */
final class Connectors {

    private Connectors() {}

    static Catalogue sample() {
        return new Catalogue(List.of(new SampleConnector()));
    }

    /** Whatever the library lists, and the sample. */
    static Catalogue all() {
        List<Connector> connectors = new ArrayList<>();
        ServiceLoader.load(ConnectorFactory.class).forEach(factory -> connectors.add(factory.create(new Nowhere())));
        connectors.add(new SampleConnector());
        return new Catalogue(connectors);
    }

    /** A site with nothing in it. */
    private record Nowhere() implements ConnectorContext, Site {
        @Override
        public Site site() {
            return this;
        }

        @Override
        public Map<String, String> settings() {
            return Map.of();
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }

        @Override
        public List<Host> hosts() {
            return List.of();
        }

        @Override
        public List<Service> services() {
            return List.of();
        }

        @Override
        public Optional<Host> host(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<Service> service(String name) {
            return Optional.empty();
        }

        @Override
        public ContainerSettings settings(Service service, Host host) {
            return ContainerSettings.NONE;
        }

        @Override
        public List<Host> select(String expression) {
            return List.of();
        }
    }
}
