package io.signalbox.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sdk.Connector;
import io.signalbox.sdk.ConnectorFactory;
import io.signalbox.sdk.describe.Catalogue;
import io.signalbox.testkit.TestContext;
import io.signalbox.testkit.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.ServiceLoader;

class LibraryTest {

    private final List<Connector> connectors = ServiceLoader.load(ConnectorFactory.class).stream()
            .map(f -> f.get().create(TestContext.of(TestSite.EMPTY)))
            .toList();

    @AfterEach
    void close() {
        connectors.forEach(Connector::close);
    }

    @Test
    void everyConnectorCanBeReadAndNoCodeOrIdIsThereTwice() {
        assertThat(new Catalogue(connectors).connectors())
                .extracting(c -> c.id())
                .contains("flow", "host", "http", "service");
    }

    @Test
    void everyConnectorSaysWhatItIsAndHasAnIconThatLoadsNothing() {
        assertThat(new Catalogue(connectors).connectors()).allSatisfy(connector -> {
            assertThat(connector.title()).matches("[A-Z].*[^.]");
            assertThat(connector.summary()).matches("[A-Z].*\\.");
            assertThat(connector.keywords()).isNotEmpty();
            assertThat(connector.errors()).isNotEmpty();
            assertThat(connector.icon())
                    .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"")
                    .doesNotContain("href", "<script");
        });
    }
}
