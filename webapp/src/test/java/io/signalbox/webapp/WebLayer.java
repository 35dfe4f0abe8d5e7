package io.signalbox.webapp;

import io.signalbox.engine.EngineSettings;
import io.signalbox.engine.log.RunLog;
import io.signalbox.engine.runbook.Runbooks;
import io.signalbox.engine.site.SiteSource;
import io.signalbox.engine.step.Steps;
import io.signalbox.sdk.describe.Catalogue;
import io.signalbox.webapp.fake.FakeApprovals;
import io.signalbox.webapp.fake.FakeDocker;
import io.signalbox.webapp.fake.FakeFeed;
import io.signalbox.webapp.fake.FakeLog;
import io.signalbox.webapp.fake.FakeRunbooks;
import io.signalbox.webapp.fake.FakeRuns;
import io.signalbox.webapp.fake.FakeSite;
import io.signalbox.webapp.fake.FakeStatistics;
import io.signalbox.webapp.fake.FakeSteps;
import io.signalbox.webapp.settings.SignalboxSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The real web layer, over real HTTP, before an engine of fakes. Started once for all tests. */
public final class WebLayer {

    public static final String VIEWER = "vera";
    public static final String OPERATOR = "otto";
    public static final String MODELER = "mona";
    public static final String PASSWORD = "open sesame";
    /** bcrypt of {@link #PASSWORD}. */
    public static final String HASH = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD);

    private static @Nullable WebLayer shared;

    private final ServletWebServerApplicationContext context;
    private final Path data;

    private WebLayer(Path data, Stream<String> properties) {
        this.data = data;
        this.context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Fakes.class)
                .run(Stream.concat(Stream.of("server.port=0", "signalbox.data=" + data), properties)
                        .map(property -> "--" + property)
                        .toArray(String[]::new));
    }

    public static synchronized WebLayer shared() {
        WebLayer server = shared;
        if (server == null) {
            Stream<String> settings = Stream.of(
                    "signalbox.events.heartbeat=200ms",
                    "signalbox.limits.longest-wait=2s",
                    "signalbox.limits.host-timeout=500ms");
            Stream<String> users = Stream.of(
                            user(0, VIEWER, "viewer"), user(1, OPERATOR, "operator"), user(2, MODELER, "modeler"))
                    .flatMap(List::stream);
            server = new WebLayer(temporary(), Stream.concat(settings, users));
        }
        shared = server;
        return server;
    }

    /** A server of one's own, to be closed. */
    public static WebLayer start(Path data, String... properties) {
        return new WebLayer(data, Stream.of(properties));
    }

    private static List<String> user(int index, String name, String role) {
        String prefix = "signalbox.security.users[" + index + "].";
        return List.of(prefix + "name=" + name, prefix + "password=" + HASH, prefix + "roles=" + role);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("signalbox-web");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that the database has of those who may log in. */
    public String keptUsers() {
        return String.join(
                "\n",
                bean(JdbcClient.class)
                        .sql("select account from sb_user order by name")
                        .query(String.class)
                        .list());
    }

    /** Another node on the same database, to be closed. */
    public WebLayer another(Path itsData, String... properties) {
        String url = context.getEnvironment().getRequiredProperty("spring.datasource.url");
        return new WebLayer(itsData, Stream.concat(Stream.of("spring.datasource.url=" + url), Stream.of(properties)));
    }

    public Path data() {
        return data;
    }

    public int port() {
        return Objects.requireNonNull(context.getWebServer()).getPort();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Nobody in particular. */
    public Client client() {
        return Client.of("http://127.0.0.1:" + port());
    }

    public Client admin() {
        try {
            return client().bearer(Files.readString(data.resolve("admin.token")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void close() {
        context.close();
    }

    /** No stereotype, or the application would find it. */
    @EnableAutoConfiguration
    @EnableConfigurationProperties({SignalboxSettings.class, EngineSettings.class})
    @ComponentScan(
            basePackages = "io.signalbox.webapp",
            excludeFilters = {
                @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = SignalboxApplication.class),
                @Filter(
                        type = FilterType.REGEX,
                        pattern = ".*\\.(ConnectorConfiguration|EngineWiring|SiteConfiguration|ShippedRunbooks)"),
                @Filter(type = FilterType.REGEX, pattern = "io\\.signalbox\\.webapp\\.fake\\..*")
            })
    static class Fakes {

        @Bean
        Runbooks runbooks() {
            return new FakeRunbooks();
        }

        @Bean
        FakeRuns runs() {
            return new FakeRuns();
        }

        @Bean
        Steps steps() {
            return new FakeSteps();
        }

        @Bean
        RunLog runLog() {
            return new FakeLog();
        }

        @Bean
        FakeApprovals approvals() {
            return new FakeApprovals();
        }

        @Bean
        FakeStatistics statistics() {
            return new FakeStatistics();
        }

        @Bean
        FakeFeed feed() {
            return new FakeFeed();
        }

        @Bean
        SiteSource site() {
            return new FakeSite();
        }

        @Bean
        Catalogue catalogue() {
            return new Catalogue(List.of(new FakeDocker()));
        }
    }
}
