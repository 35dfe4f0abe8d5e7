package io.signalbox.engine.step;

import io.signalbox.engine.EngineSettings;
import io.signalbox.engine.camunda.CamundaConfiguration;
import io.signalbox.engine.commit.Commits;
import io.signalbox.engine.commit.GroupCommit;
import io.signalbox.engine.commit.LateWrites;
import io.signalbox.engine.event.RunSignals;
import io.signalbox.engine.lease.LeaseDatabase;
import io.signalbox.engine.lease.NodeLease;
import io.signalbox.engine.log.LogWriter;
import io.signalbox.engine.run.RunJournal;
import io.signalbox.engine.run.RunStore;
import io.signalbox.engine.run.RunTree;
import io.signalbox.engine.secret.Secrets;
import io.signalbox.engine.site.SiteSource;
import io.signalbox.sdk.Host;
import io.signalbox.sdk.describe.Catalogue;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.random.RandomGenerator;

import javax.sql.DataSource;

/** The step executor and what belongs to it. */
@Configuration(proxyBeanMethods = false)
public class StepConfiguration {

    private static final int UNKNOWN_HOST = 4;
    /** Where everything shares two processors, two lanes make smaller groups and are slower than one, the more so with several nodes. */
    private static final int LANES = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4);

    /** Closed when the lease has been given up. */
    @Bean
    LeaseDatabase leaseDatabase(DataSource dataSource, EngineSettings settings) {
        return LeaseDatabase.beside(dataSource, settings.lease());
    }

    @Bean
    NodeLease nodeLease(
            LeaseDatabase database,
            Clock clock,
            EngineSettings settings,
            @Value("${signalbox.node:node}") String name,
            @Value("${spring.datasource.url:}") String url) {
        return new NodeLease(
                database.client(), clock, System::nanoTime, settings.lease(), name, LeaseDatabase.isOurs(url));
    }

    @Bean
    LeasedSteps leasedSteps(JdbcClient db, Clock clock) {
        return new LeasedSteps(db, clock);
    }

    @Bean
    StepLeases stepLeases(NodeLease lease, LeasedSteps steps, Commits commits) {
        return new StepLeases(lease, steps, commits);
    }

    @Bean
    StepStore stepStore(JdbcClient db, LateWrites writes, Clock clock) {
        return new StepStore(db, writes, clock);
    }

    @Bean
    InputBinder inputBinder() {
        return new InputBinder();
    }

    /** Two connections of the pool stay free for requests, and as many as there are lanes for groups. */
    @Bean
    Commits commits(
            PlatformTransactionManager transactions,
            @Value("${spring.datasource.hikari.maximum-pool-size:10}") int connections) {
        return new Commits(
                new TransactionTemplate(transactions),
                Math.max(1, connections - 2 - LANES),
                CamundaConfiguration::isConflict);
    }

    @Bean
    GroupCommit groupCommit(
            Commits commits,
            PlatformTransactionManager transactions,
            Tokens tokens,
            @Value("${spring.datasource.url:}") String databaseUrl) {
        // The embedded database writes one commit after the other.
        int lanes = databaseUrl.startsWith("jdbc:h2:") ? 1 : LANES;
        return new GroupCommit(commits, new TransactionTemplate(transactions), tokens::together, lanes);
    }

    @Bean
    StepEnds stepEnds(
            StepStore store,
            Tokens tokens,
            RunTree tree,
            Commits commits,
            GroupCommit groups,
            RunSignals signals,
            NodeLease lease) {
        return new StepEnds(store, tokens, tree, commits, groups, signals, lease.id());
    }

    @Bean
    StepTools stepTools(
            InputBinder binder,
            Secrets secrets,
            SiteSource site,
            LogWriter logs,
            StepEnds ends,
            LiveStepRuns runs,
            StepLeases leases,
            EngineSettings settings,
            Clock clock) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("step-timer").daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
        return new StepTools(
                binder,
                secrets,
                new Permits(
                        settings.parallelSteps(),
                        settings.parallelStepsPerConnector(),
                        host -> site.current().host(host).map(Host::parallel).orElse(UNKNOWN_HOST)),
                timer,
                logs,
                ends,
                runs,
                leases,
                settings,
                clock,
                RandomGenerator.getDefault());
    }

    @Bean
    LiveStepRuns liveStepRuns(
            RunStore runs, RunTree tree, RunSignals signals, Clock clock, ObjectProvider<UndoWork> undoWork) {
        return new LiveStepRuns(runs, tree, signals, clock, undoWork::getObject);
    }

    @Bean
    UndoWork undoWork(StepStore store, Catalogue catalogue, Commits commits, NodeLease lease, StepTools tools) {
        return new UndoWork(store, catalogue, commits, lease.id(), tools);
    }

    /** Closed by {@link Shutdown}, before anything that steps need. */
    @Bean(destroyMethod = "")
    StepExecutor stepExecutor(
            Catalogue catalogue,
            StepTools tools,
            StepStore store,
            LeasedSteps leased,
            Commits commits,
            NodeLease lease) {
        return new StepExecutor(catalogue, tools, store, leased, commits, lease);
    }

    @Bean
    StepArrivals stepArrivals(
            StepStore store,
            StepExecutor executor,
            Catalogue catalogue,
            RunJournal journal,
            RunSignals signals,
            EngineSettings settings,
            Clock clock) {
        return new ArrivingSteps(
                store,
                executor,
                catalogue,
                runId -> {
                    RunStore.Origin origin = journal.origin(runId);
                    return new ArrivingSteps.RunOfStep(origin.rootId(), origin.runbook());
                },
                new RunLimits(settings.stepsPerRun(), settings.largestVariable().toBytes(), store::count),
                signals,
                clock);
    }

    @Bean
    Steps steps(
            StepStore store,
            StepViews views,
            StepExecutor executor,
            Tokens tokens,
            Commits commits,
            RunStore runs,
            RunTree tree,
            RunSignals signals,
            StepTools tools,
            Catalogue catalogue) {
        return new JdbcSteps(
                new JdbcSteps.Parts(store, views, executor, tokens, commits, runs, tree, signals, tools, catalogue));
    }

    @Bean
    StepService stepService(StepExecutor executor) {
        return new StepService(executor);
    }

    @Bean
    Shutdown shutdown(StepExecutor executor, ApplicationContext context) {
        return new Shutdown(() -> AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC), executor);
    }
}
