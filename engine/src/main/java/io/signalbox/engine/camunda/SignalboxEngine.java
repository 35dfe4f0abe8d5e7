package io.signalbox.engine.camunda;

import io.signalbox.engine.commit.LateWrites;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.defaults.DefaultSqlSessionFactory;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobHandler;
import org.camunda.bpm.engine.impl.jobexecutor.JobHandlerConfiguration;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.CacheFactory;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.DeploymentCache;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.List;

/** Camunda's engine, with mappings that were read early, diagrams that are read once, writes that go together, and timers that meet nobody in a run. */
final class SignalboxEngine extends SpringProcessEngineConfiguration {

    private final LateWrites writes;

    SignalboxEngine(LateWrites writes) {
        this.writes = writes;
    }

    @Override
    protected void initPersistenceProviders() {
        super.initPersistenceProviders();
        if (writes.together()) {
            addSessionFactory(new OneWaySession.Factory(dbSqlSessionFactory, writes));
        }
    }

    @Override
    protected void initDeployers() {
        super.initDeployers();
        deploymentCache = new ParsedDiagrams(cacheFactory, cacheCapacity);
        deploymentCache.setDeployers(deployers);
    }

    /** A definition never changes, so that one that was parsed need not be read again for every command. */
    private static final class ParsedDiagrams extends DeploymentCache {

        ParsedDiagrams(CacheFactory factory, int capacity) {
            super(factory, capacity);
        }

        @Override
        public ProcessDefinitionEntity findDeployedProcessDefinitionById(String id) {
            ProcessDefinitionEntity parsed = findProcessDefinitionFromCache(id);
            return parsed == null ? super.findDeployedProcessDefinitionById(id) : parsed;
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    protected void initJobExecutor() {
        super.initJobExecutor();
        jobHandlers.replaceAll((_, handler) -> new Locking<>((JobHandler<JobHandlerConfiguration>) handler));
    }

    /** What Camunda does later, as when a timer fires, takes the lock of its run before it moves anything. */
    private record Locking<T extends JobHandlerConfiguration>(JobHandler<T> handler) implements JobHandler<T> {

        @Override
        public String getType() {
            return handler.getType();
        }

        @Override
        public void execute(
                T configuration, @Nullable ExecutionEntity execution, CommandContext context, @Nullable String tenant) {
            if (execution != null) {
                try {
                    RootLock.take(
                            context.getDbSqlSession().getSqlSession().getConnection(),
                            List.of(execution.getProcessInstanceId()));
                } catch (SQLException e) {
                    throw new ProcessEnginePersistenceException("The run of a timer cannot be locked", e);
                }
            }
            handler.execute(configuration, execution, context, tenant);
        }

        @Override
        public T newConfiguration(String text) {
            return handler.newConfiguration(text);
        }

        @Override
        public void onDelete(T configuration, JobEntity job) {
            handler.onDelete(configuration, job);
        }
    }

    @Override
    protected void initSqlSessionFactory() {
        Configuration mappings = EarlyMappings.take(databaseType);
        mappings.setEnvironment(new Environment("default", transactionFactory, dataSource));
        mappings.setDefaultStatementTimeout(jdbcStatementTimeout);
        mappings.setDefaultExecutorType(ExecutorType.BATCH);
        sqlSessionFactory = new DefaultSqlSessionFactory(mappings);
    }
}
