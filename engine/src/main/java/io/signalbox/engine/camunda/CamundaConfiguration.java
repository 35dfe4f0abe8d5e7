package io.signalbox.engine.camunda;

import io.signalbox.engine.EngineSettings;
import io.signalbox.engine.approval.Approvals;
import io.signalbox.engine.commit.GroupCommit;
import io.signalbox.engine.commit.LateWrites;
import io.signalbox.engine.event.RunSignals;
import io.signalbox.engine.run.ProcessHistory;
import io.signalbox.engine.run.Processes;
import io.signalbox.engine.run.RunLifecycle;
import io.signalbox.engine.run.RunStore;
import io.signalbox.engine.run.RunTree;
import io.signalbox.engine.run.StuckRuns;
import io.signalbox.engine.runbook.DiagramRules;
import io.signalbox.engine.step.InputBinder;
import io.signalbox.engine.step.StepArrivals;
import io.signalbox.engine.step.Tokens;
import io.signalbox.sdk.describe.Catalogue;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.camunda.bpm.engine.spring.ProcessEngineFactoryBean;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

import java.util.List;

import javax.sql.DataSource;

/** Camunda, wired for runbooks. */
@Configuration(proxyBeanMethods = false)
public class CamundaConfiguration {

    @Bean
    SpringProcessEngineConfiguration processEngineConfiguration(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            EngineSettings settings,
            RunStore runs,
            StuckRuns stuck,
            LateWrites writes,
            TokenListener.Hooks hooks) {
        long largest = settings.largestVariable().toBytes();
        SignalboxEngine engine = new SignalboxEngine(writes);
        engine.setProcessEngineName("signalbox");
        engine.setDataSource(dataSource);
        engine.setTransactionManager(transactions);
        engine.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        engine.setIdGenerator(new StrongUuidGenerator());
        engine.setCustomHistoryLevels(List.of(new LeanHistory()));
        engine.setHistory(new LeanHistory().getName());
        engine.setHistoryEventProducer(new LeanHistory.Producer());
        // Our own clean-up takes Camunda's history of a run away together with ours; its removal time would cost a
        // query for each event.
        engine.setHistoryRemovalTimeStrategy(ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_NONE);
        engine.setHistoryCleanupStrategy(ProcessEngineConfiguration.HISTORY_CLEANUP_STRATEGY_END_TIME_BASED);
        engine.setHistoryCleanupEnabled(false);
        engine.setHistoryTimeToLive(settings.historyTimeToLive());
        engine.setExpressionManager(new RunExpressions(runs::facts));
        engine.setCustomPreVariableSerializers(List.of(new JsonSerializer(largest), new LongTextSerializer(largest)));
        engine.setDefaultSerializationFormat("application/json");
        engine.setCustomPreBPMNParseListeners(List.of(new TokenListener(hooks), new CircleGuard()));
        engine.setCustomIncidentHandlers(List.of(new FailedJobs(stuck)));
        engine.setMetricsEnabled(false);
        engine.setTaskMetricsEnabled(false);
        engine.setAuthorizationEnabled(false);
        engine.setJavaSerializationFormatEnabled(false);
        engine.setDefaultNumberOfRetries(3);
        engine.setJobExecutorActivate(false);
        // Whoever commits says what went wrong, once it is known that it stays so.
        engine.setEnableCmdExceptionLogging(false);
        return engine;
    }

    @Bean
    ProcessEngineFactoryBean processEngine(SpringProcessEngineConfiguration configuration) {
        ProcessEngineFactoryBean factory = new ProcessEngineFactoryBean();
        factory.setProcessEngineConfiguration(configuration);
        return factory;
    }

    @Bean
    TokenListener.Hooks hooks(
            Catalogue catalogue, ObjectProvider<StepArrivals> steps, ObjectProvider<RunLifecycle> runs) {
        return new TokenListener.Hooks() {
            @Override
            public boolean isOperation(String topic) {
                return catalogue.operation(topic).isPresent();
            }

            @Override
            public StepArrivals steps() {
                return steps.getObject();
            }

            @Override
            public RunLifecycle runs() {
                return runs.getObject();
            }
        };
    }

    @Bean
    Tokens tokens(SpringProcessEngineConfiguration configuration, ProcessEngine engine) {
        return new CamundaTokens(configuration);
    }

    @Bean
    Processes processes(ProcessEngine engine, JdbcClient db) {
        return new CamundaProcesses(engine, db);
    }

    @Bean
    ProcessHistory processHistory(SpringProcessEngineConfiguration configuration, ProcessEngine engine, JdbcClient db) {
        return new CamundaHistory(configuration.getCommandExecutorTxRequired(), db);
    }

    @Bean
    Approvals approvals(
            SpringProcessEngineConfiguration configuration,
            ProcessEngine engine,
            PlatformTransactionManager transactions,
            GroupCommit commits,
            RunStore runs,
            RunTree tree,
            RunSignals signals) {
        return new CamundaApprovals(
                engine, configuration.getCommandExecutorTxRequired(), transactions, commits, runs, tree, signals);
    }

    @Bean
    CamundaRunbooks runbooks(
            SpringProcessEngineConfiguration configuration,
            ProcessEngine engine,
            JdbcClient db,
            InputBinder binder,
            Catalogue catalogue,
            EngineSettings settings) {
        return new CamundaRunbooks(
                engine,
                db,
                new DiagramParser(configuration),
                new DiagramRules(binder),
                catalogue,
                settings.largestDiagram().toBytes());
    }

    /** Tells which failures come from another transaction that was quicker. */
    public static boolean isConflict(RuntimeException e) {
        return e instanceof OptimisticLockingException;
    }

    @Bean
    TimerService timerService(
            SpringProcessEngineConfiguration configuration, ProcessEngine engine, EngineSettings settings) {
        return new TimerService(configuration, settings.lease());
    }
}
