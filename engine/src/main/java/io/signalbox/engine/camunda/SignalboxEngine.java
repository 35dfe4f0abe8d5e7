package io.signalbox.engine.camunda;

import io.signalbox.engine.commit.LateWrites;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.defaults.DefaultSqlSessionFactory;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.CacheFactory;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.DeploymentCache;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;

/** Camunda's engine, with mappings that were read early, diagrams that are read once, and writes that go together. */
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
    protected void initSqlSessionFactory() {
        Configuration mappings = EarlyMappings.take(databaseType);
        mappings.setEnvironment(new Environment("default", transactionFactory, dataSource));
        mappings.setDefaultStatementTimeout(jdbcStatementTimeout);
        mappings.setDefaultExecutorType(ExecutorType.BATCH);
        sqlSessionFactory = new DefaultSqlSessionFactory(mappings);
    }
}
