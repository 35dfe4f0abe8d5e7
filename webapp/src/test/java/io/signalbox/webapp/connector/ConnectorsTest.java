package io.signalbox.webapp.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.engine.site.SiteSource;
import io.signalbox.sdk.describe.Catalogue;
import io.signalbox.webapp.fake.FakeSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

import javax.tools.ToolProvider;

class ConnectorsTest {

    private static final String SERVICES = "META-INF/services/io.signalbox.sdk.ConnectorFactory";

    private static final String SOURCE = """
                package lift;

                import io.signalbox.sdk.*;
                import java.util.List;

                @ConnectorInfo(id = "lift", title = "Lift", summary = "Speaks to lifts.")
                class LiftConnector implements Connector {
                    private final String floors;

                    LiftConnector(String floors) {
                        this.floors = floors;
                    }

                    public List<Operation<?, ?>> operations() {
                        return List.of(new Go());
                    }

                    public void close() {
                        System.setProperty("lift.closed", "with " + floors + " floors");
                    }

                    @OperationInfo(id = "lift.go", title = "Go", summary = "Goes.", effect = Effect.READ)
                    static class Go implements Operation<Go.Input, Go.Output> {
                        record Input(@Field(label = "Floor") int floor) {}
                        record Output(@Field(label = "Floor") int floor) {}
                        public Output apply(Input input, Step step) {
                            return new Output(input.floor());
                        }
                    }
                }
                """;

    private final SiteSource site = new FakeSite();
    private final Map<String, Map<String, String>> settings = Map.of("lift", Map.of("floors", "7"));

    @TempDir
    Path folder;

    @Test
    void pluginIsLoadedWithItsSettingsAndClosed() throws Exception {
        plugin("lift", "lift.Factory", "LiftConnector");

        Connectors connectors = load();

        Catalogue catalogue = connectors.catalogue();
        assertThat(catalogue.operation("lift.go")).isPresent();
        connectors.close();
        assertThat(System.getProperty("lift.closed")).isEqualTo("with 7 floors");
    }

    @Test
    void everythingWrongWithPluginsIsSaidAtOnce() throws Exception {
        plugin("a", "lift.Factory", "Connector");
        plugin("b", "lift.Nowhere", "LiftConnector");
        Files.writeString(Files.createDirectories(folder.resolve("plugins")).resolve("c.jar"), "not a jar");

        assertThatThrownBy(this::load)
                .isInstanceOf(UnusableConnectors.class)
                .hasMessageContaining("a.jar")
                .hasMessageContaining("must declare the class of its connector")
                .hasMessageContaining("b.jar")
                .hasMessageContaining("lift.Nowhere")
                .hasMessageContaining("c.jar has no connector");
    }

    @Test
    void connectorThatIsThereTwiceIsRefused() throws Exception {
        plugin("a", "lift.Factory", "LiftConnector");
        plugin("b", "lift.Factory", "LiftConnector");

        assertThatThrownBy(this::load)
                .isInstanceOf(UnusableConnectors.class)
                .hasMessageContaining("connector lift is there twice");
    }

    private Connectors load() {
        return new Connectors(
                folder.resolve("plugins"), factory -> new SettingsContext(factory, site, settings, Clock.systemUTC()));
    }

    /** Compiles a connector and its factory into a jar of the plugins folder. */
    private void plugin(String name, String provider, String declared) throws IOException {
        Path sources = Files.createDirectories(folder.resolve(name).resolve("lift"));
        Files.writeString(sources.resolve("LiftConnector.java"), SOURCE);
        Files.writeString(sources.resolve("Factory.java"), """
                package lift;

                import io.signalbox.sdk.*;

                public class Factory implements ConnectorFactory {
                    public %s create(ConnectorContext context) {
                        return new LiftConnector(context.settings().get("floors"));
                    }
                }
                """.formatted(declared));
        List<String> arguments = List.of(
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.resolve(name).toString(),
                sources.resolve("LiftConnector.java").toString(),
                sources.resolve("Factory.java").toString());
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        jar(name, provider);
    }

    private void jar(String name, String provider) throws IOException {
        Path jar = Files.createDirectories(folder.resolve("plugins")).resolve(name + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out);
                var classes = Files.list(folder.resolve(name).resolve("lift"))) {
            for (Path file :
                    classes.filter(f -> f.toString().endsWith(".class")).toList()) {
                zip.putNextEntry(new ZipEntry("lift/" + file.getFileName()));
                zip.write(Files.readAllBytes(file));
            }
            zip.putNextEntry(new ZipEntry(SERVICES));
            zip.write(provider.getBytes(StandardCharsets.UTF_8));
        }
    }
}
