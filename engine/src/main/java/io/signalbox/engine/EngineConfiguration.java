package io.signalbox.engine;

import io.signalbox.engine.camunda.CamundaConfiguration;
import io.signalbox.engine.commit.GroupCommit;
import io.signalbox.engine.commit.LateWrites;
import io.signalbox.engine.event.JdbcRunFeed;
import io.signalbox.engine.event.RemoteChanges;
import io.signalbox.engine.event.RunFeed;
import io.signalbox.engine.event.RunSignals;
import io.signalbox.engine.lease.NodeLease;
import io.signalbox.engine.log.JdbcRunLog;
import io.signalbox.engine.log.LogWriter;
import io.signalbox.engine.log.RunLog;
import io.signalbox.engine.run.CleanUp;
import io.signalbox.engine.run.CleanUpService;
import io.signalbox.engine.run.CleanUpSettings;
import io.signalbox.engine.run.JdbcRuns;
import io.signalbox.engine.run.ProcessHistory;
import io.signalbox.engine.run.Processes;
import io.signalbox.engine.run.RunJournal;
import io.signalbox.engine.run.RunStore;
import io.signalbox.engine.run.RunTree;
import io.signalbox.engine.run.RunWatch;
import io.signalbox.engine.run.Runs;
import io.signalbox.engine.run.StuckRuns;
import io.signalbox.engine.runbook.RunbookVersions;
import io.signalbox.engine.runbook.Runbooks;
import io.signalbox.engine.statistics.JdbcStatistics;
import io.signalbox.engine.statistics.Statistics;
import io.signalbox.engine.step.StepConfiguration;
import io.signalbox.engine.step.StepViews;
import io.signalbox.engine.undo.RollbackRunbook;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;

/**
 * The engine. Needs a {@code DataSource} whose schema Flyway has brought up to date, a {@code Catalogue}, a {@code SiteSource}, {@code Secrets}
 * and a {@code Clock}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EngineSettings.class, CleanUpSettings.class})
@Import({CamundaConfiguration.class, StepConfiguration.class})
public class EngineConfiguration {

    @Bean
    RunSignals runSignals() {
        return new RunSignals();
    }

    @Bean
    LateWrites lateWrites(JdbcTemplate db, @Value("${spring.datasource.url:}") String databaseUrl) {
        return new LateWrites(db, databaseUrl.startsWith("jdbc:postgresql:"));
    }

    @Bean
    RunStore runStore(JdbcClient db, LateWrites writes, Clock clock) {
        return new RunStore(db, writes, clock);
    }

    @Bean
    StuckRuns stuckRuns(JdbcClient db, Clock clock) {
        return new StuckRuns(db, clock);
    }

    @Bean
    RunWatch runWatch(
            Processes processes,
            StuckRuns stuck,
            JdbcClient db,
            PlatformTransactionManager transactions,
            EngineSettings settings,
            Clock clock) {
        return new RunWatch(
                processes, stuck, db, new TransactionTemplate(transactions), clock, settings.lookForStill());
    }

    @Bean
    RunTree runTree(JdbcClient db) {
        return new RunTree(db);
    }

    @Bean
    RunJournal runJournal(RunStore store, RunSignals signals) {
        return new RunJournal(store, signals);
    }

    @Bean
    LogWriter logWriter(JdbcTemplate db, RunSignals signals, Clock clock, EngineSettings settings) {
        return new LogWriter(db, signals, clock, settings.logLinesPerStep(), settings.logLinesPerRun());
    }

    @Bean
    RunLog runLog(JdbcClient db, RunTree tree, LogWriter writer) {
        return new JdbcRunLog(db, tree, writer);
    }

    @Bean
    StepViews stepViews(JdbcClient db) {
        return new StepViews(db);
    }

    @Bean
    Runs runs(
            JdbcClient db,
            GroupCommit commits,
            Processes processes,
            RunbookVersions runbooks,
            RunJournal journal,
            RunStore store,
            RunTree tree,
            StepViews steps,
            RunSignals signals,
            Clock clock) {
        return new JdbcRuns(
                new JdbcRuns.Parts(db, commits, processes, runbooks, journal, store, tree, steps, signals, clock));
    }

    @Bean
    CleanUp cleanUp(
            JdbcClient db,
            PlatformTransactionManager transactions,
            ProcessHistory history,
            Clock clock,
            NodeLease lease) {
        return new CleanUp(db, new TransactionTemplate(transactions), history, clock, lease.id());
    }

    @Bean
    CleanUpService cleanUpService(CleanUp cleanUp, CleanUpSettings settings) {
        return new CleanUpService(cleanUp, settings);
    }

    @Bean
    RollbackRunbook rollbackRunbook(Runbooks runbooks) {
        return new RollbackRunbook(runbooks);
    }

    @Bean
    Statistics statistics(JdbcClient db) {
        return new JdbcStatistics(db);
    }

    @Bean
    RemoteChanges remoteChanges(
            JdbcClient db, RunSignals signals, @Value("${spring.datasource.url:}") String databaseUrl) {
        return new RemoteChanges(db, signals, databaseUrl.startsWith("jdbc:h2:"));
    }

    @Bean
    RunFeed runFeed(Runs runs, RunLog log, RunTree tree, RunSignals signals, Clock clock) {
        return new JdbcRunFeed(runs, log, tree, signals, clock);
    }
}
