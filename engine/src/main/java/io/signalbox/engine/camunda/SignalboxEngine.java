package io.signalbox.engine.camunda;

import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.defaults.DefaultSqlSessionFactory;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;

/** Camunda's engine, with mappings that were read early. */
final class SignalboxEngine extends SpringProcessEngineConfiguration {

    @Override
    protected void initSqlSessionFactory() {
        Configuration mappings = EarlyMappings.take(databaseType);
        mappings.setEnvironment(new Environment("default", transactionFactory, dataSource));
        mappings.setDefaultStatementTimeout(jdbcStatementTimeout);
        mappings.setDefaultExecutorType(ExecutorType.BATCH);
        sqlSessionFactory = new DefaultSqlSessionFactory(mappings);
    }
}
