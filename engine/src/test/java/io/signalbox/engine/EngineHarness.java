package io.signalbox.engine;

import io.signalbox.engine.approval.Approvals;
import io.signalbox.engine.event.RunFeed;
import io.signalbox.engine.log.RunLog;
import io.signalbox.engine.run.CleanUp;
import io.signalbox.engine.run.Run;
import io.signalbox.engine.run.RunState;
import io.signalbox.engine.run.Runs;
import io.signalbox.engine.run.StartRun;
import io.signalbox.engine.runbook.Runbooks;
import io.signalbox.engine.secret.Secrets;
import io.signalbox.engine.site.SiteSource;
import io.signalbox.engine.step.StepState;
import io.signalbox.engine.step.StepView;
import io.signalbox.engine.step.Steps;
import io.signalbox.sdk.Secret;
import io.signalbox.sdk.Site;
import io.signalbox.sdk.describe.Catalogue;
import io.signalbox.testkit.TestSite;
import io.signalbox.testkit.lab.Postgres;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** The engine with a database of its own, as the application runs it, and a connector whose world is in memory. */
final class EngineHarness implements AutoCloseable {

    private static final boolean ON_POSTGRES = "postgres".equals(System.getProperty("database"));
    private static final AtomicInteger MADE = new AtomicInteger();

    final Probe probe;
    final Cable cable = new Cable();
    private final String url;
    private final Map<String, Object> properties;
    private ConfigurableApplicationContext context;

    EngineHarness() {
        this(Map.of());
    }

    EngineHarness(Map<String, Object> extra) {
        this(database(), new Probe(), extra);
    }

    static boolean onPostgres() {
        return ON_POSTGRES;
    }

    /** H2 in memory; a fresh database of PostgreSQL with {@code -Ddatabase=postgres}. */
    private static String database() {
        return ON_POSTGRES
                ? Postgres.require().database("engine_" + MADE.incrementAndGet())
                : "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    private EngineHarness(String url, Probe probe, Map<String, Object> extra) {
        this.url = url;
        this.probe = probe;
        this.properties = new HashMap<>(Map.of("spring.datasource.url", url, "spring.main.banner-mode", "off"));
        properties.put("spring.flyway.locations", "classpath:db/migration,classpath:db/{vendor}");
        if (ON_POSTGRES) {
            properties.put("spring.datasource.username", Postgres.require().user());
            properties.put("spring.datasource.password", Postgres.require().password());
        }
        properties.putAll(extra);
        this.context = start();
    }

    /** Another node on the same database, with the same world. */
    EngineHarness another(Map<String, Object> extra) {
        return new EngineHarness(url, probe, extra);
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(TestApplication.class)
                .web(WebApplicationType.NONE)
                .properties(properties)
                .initializers(c -> {
                    c.getBeanFactory().registerSingleton("probe", probe);
                    c.getBeanFactory().addBeanPostProcessor(cable);
                })
                .run();
    }

    @EnableAutoConfiguration
    @Import(EngineConfiguration.class)
    static class TestApplication {

        @Bean
        Catalogue catalogue(Probe probe) {
            return new Catalogue(List.of(probe, new UndoConnector(), new Rough(probe)));
        }

        @Bean
        Clock clock(@Value("${test.clock.ahead:0s}") Duration ahead) {
            return Clock.offset(Clock.systemUTC(), ahead);
        }

        @Bean
        Secrets secrets() {
            return name -> name.equals("password") ? Optional.of(new Secret(name, "s3cret")) : Optional.empty();
        }

        @Bean
        SiteSource site() {
            return new SiteSource() {
                @Override
                public Site current() {
                    return TestSite.EMPTY;
                }

                @Override
                public List<Finding> findings() {
                    return List.of();
                }
            };
        }
    }

    Runs runs() {
        return context.getBean(Runs.class);
    }

    Runbooks runbooks() {
        return context.getBean(Runbooks.class);
    }

    Steps steps() {
        return context.getBean(Steps.class);
    }

    Approvals approvals() {
        return context.getBean(Approvals.class);
    }

    RunLog log() {
        return context.getBean(RunLog.class);
    }

    RunFeed feed() {
        return context.getBean(RunFeed.class);
    }

    CleanUp cleanUp() {
        return context.getBean(CleanUp.class);
    }

    /** To see what is stored, and to make it older. */
    JdbcClient db() {
        return context.getBean(JdbcClient.class);
    }

    void deploy(String key, String body) {
        try {
            runbooks().deploy(Bpmn.process(key, body).getBytes(StandardCharsets.UTF_8), "tester");
        } catch (Rejected e) {
            throw new AssertionError(e.findings().toString(), e);
        }
    }

    Run start(String runbook, Map<String, Object> inputs) {
        StartRun request = new StartRun(runbook, null, inputs, "because", null, null, "tester");
        return runs().get(runs().start(request).id());
    }

    Run finished(Run run) throws InterruptedException {
        Run end = runs().awaitEnd(run.id(), Duration.ofSeconds(20));
        if (!end.state().ended()) {
            throw new AssertionError("Run has not ended: " + end + "\n" + runs().timeline(run.id()));
        }
        return end;
    }

    Run awaitState(Run run, RunState state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> runs().get(run.id()).state() == state);
        return runs().get(run.id());
    }

    StepView awaitStep(Run run, Predicate<StepView> wanted) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> runs().steps(run.id()).stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    StepView step(Run run, String elementId) {
        return runs().steps(run.id()).stream()
                .filter(s -> s.elementId().equals(elementId) && s.undoOf() == null)
                .findFirst()
                .orElseThrow();
    }

    static Predicate<StepView> at(String elementId, StepState state) {
        return s -> s.elementId().equals(elementId) && s.state() == state;
    }

    /** Ends the application as SIGTERM does, and starts it again on the same database. */
    void restart() {
        context.close();
        context = start();
    }

    /** Ends the application as SIGTERM does. */
    void stop() {
        context.close();
    }

    @Override
    public void close() {
        cable.mend();
        probe.releaseAll();
        context.close();
    }
}
