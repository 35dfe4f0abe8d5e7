package io.signalbox.engine.camunda;

import io.signalbox.engine.commit.LateWrites;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.reflection.MetaObject;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.FlushResult;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbEntityOperation;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperation;
import org.camunda.bpm.engine.impl.db.sql.BatchDbSqlSession;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSession;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends what a command changes in one way to the database and back, together with what the transaction writes beside Camunda, where Camunda sends one kind
 * of statement after the other. Only for commands that ask for it, since one that fails may be wrong about which statement it was: whoever asks does
 * the command again without. What is much, or more than rows of entities, goes the usual way.
 */
final class OneWaySession extends BatchDbSqlSession {

    private final LateWrites writes;
    private boolean asked;

    private OneWaySession(DbSqlSessionFactory factory, LateWrites writes) {
        super(factory);
        this.writes = writes;
    }

    /** Makes all sessions of an engine; in place of Camunda's own. */
    record Factory(DbSqlSessionFactory factory, LateWrites writes) implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return DbSqlSession.class;
        }

        @Override
        public Session openSession() {
            return new OneWaySession(factory, writes);
        }
    }

    /** Asks for it, for what this command changes. */
    static void askFor(CommandContext context) {
        if (context.getDbSqlSession() instanceof OneWaySession session) {
            session.asked = true;
        }
    }

    @Override
    public FlushResult executeDbOperations(List<DbOperation> operations) {
        if (!asked
                || !writes.hasRoomFor(operations.size())
                || !operations.stream().allMatch(DbEntityOperation.class::isInstance)) {
            return super.executeDbOperations(operations);
        }
        List<DbOperation> failed = new ArrayList<>();
        // All parameters before anything is sent: what was sent counts revisions up.
        writes.flushAfter(operations.stream()
                .map(operation -> write((DbEntityOperation) operation, failed))
                .toList());
        return FlushResult.withFailures(failed);
    }

    private Write write(DbEntityOperation operation, List<DbOperation> failed) {
        DbEntity entity = operation.getEntity();
        String id = switch (operation.getOperationType()) {
            case INSERT -> dbSqlSessionFactory.getInsertStatement(entity);
            case UPDATE -> dbSqlSessionFactory.getUpdateStatement(entity);
            case DELETE -> dbSqlSessionFactory.getDeleteStatement(entity.getClass());
            default -> throw new IllegalArgumentException(operation.getOperationType() + " is none of one row");
        };
        MappedStatement statement =
                sqlSession.getConfiguration().getMappedStatement(dbSqlSessionFactory.mapStatement(id));
        BoundSql bound = statement.getBoundSql(entity);
        MetaObject properties = sqlSession.getConfiguration().newMetaObject(entity);
        List<Parameter> parameters = bound.getParameterMappings().stream()
                .map(mapping -> parameter(mapping, bound, properties))
                .toList();
        return new Write(bound.getSql(), parameters, rows -> {
            postProcessOperationPerformed(operation, rows, null);
            if (operation.isFailed()) {
                failed.add(operation);
            }
        });
    }

    /** Where MyBatis looks for the value, for a parameter that is an object with properties. */
    private Parameter parameter(ParameterMapping mapping, BoundSql bound, MetaObject properties) {
        String name = mapping.getProperty();
        Object value =
                bound.hasAdditionalParameter(name) ? bound.getAdditionalParameter(name) : properties.getValue(name);
        Configuration mappings = sqlSession.getConfiguration();
        JdbcType type =
                mapping.getJdbcType() == null && value == null ? mappings.getJdbcTypeForNull() : mapping.getJdbcType();
        return new Parameter(handler(mapping), value, type);
    }

    @SuppressWarnings("unchecked")
    private static TypeHandler<@Nullable Object> handler(ParameterMapping mapping) {
        return (TypeHandler<@Nullable Object>) mapping.getTypeHandler();
    }

    private record Parameter(
            TypeHandler<@Nullable Object> handler,
            @Nullable Object value,
            @Nullable JdbcType type) {}

    @FunctionalInterface
    private interface Result {
        void changed(int rows);
    }

    private record Write(String sql, List<Parameter> parameters, Result result) implements LateWrites.Write {

        @Override
        public int set(PreparedStatement statement, int before) throws SQLException {
            int number = before;
            for (Parameter parameter : parameters) {
                parameter.handler().setParameter(statement, ++number, parameter.value(), parameter.type());
            }
            return number;
        }

        @Override
        public void changed(int rows) {
            result.changed(rows);
        }
    }
}
