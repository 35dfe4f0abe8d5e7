package io.signalbox.engine;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

/** The way from one node to the database, which can be cut, lose the answer of a commit, and refuse a statement. */
final class Cable implements BeanPostProcessor {

    private final AtomicInteger answersToLose = new AtomicInteger();
    private final AtomicReference<String> refused = new AtomicReference<>("");
    private final AtomicInteger sentByGroups = new AtomicInteger();
    private final ThreadLocal<Integer> sentHere = ThreadLocal.withInitial(() -> 0);
    private volatile boolean cut;

    void cut() {
        cut = true;
    }

    void mend() {
        cut = false;
        refused.set("");
    }

    /** The next commit of a transaction with such a statement succeeds, but who asked for it is told that the connection broke. */
    void loseTheAnswerOfTheNextCommit() {
        answersToLose.set(1);
    }

    /** Statements with this text fail from now on, for a reason that does not pass. */
    void refuse(String text) {
        refused.set(text);
    }

    /** How many statements were sent by what commits in groups; those that travel together are one. */
    int sentByGroups() {
        return sentByGroups.get();
    }

    /** How many statements this thread has sent. */
    int sentHere() {
        return sentHere.get();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource real ? new Source(real) : bean;
    }

    private final class Source extends DelegatingDataSource {

        Source(DataSource real) {
            super(real);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (cut) {
                throw new SQLTransientConnectionException("The cable is cut", "08001");
            }
            Connection real = super.getConnection();
            AtomicReference<Boolean> wrote = new AtomicReference<>(false);
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                        String sql = arguments != null && arguments.length > 0 && arguments[0] instanceof String text
                                ? text
                                : "";
                        if (method.getName().equals("prepareStatement")) {
                            sentHere.set(sentHere.get() + 1);
                            if (Thread.currentThread().getName().startsWith("group-commit")) {
                                sentByGroups.incrementAndGet();
                            }
                        }
                        if (method.getName().equals("prepareStatement")
                                && !refused.get().isEmpty()
                                && sql.contains(refused.get())) {
                            throw new SQLException("Refused by the test", "22001");
                        }
                        if (sql.contains("COMPLETED") || sql.contains("insert into sb_run")) {
                            wrote.set(true);
                        }
                        try {
                            Object result = method.invoke(real, arguments);
                            if (method.getName().equals("commit")
                                    && wrote.getAndSet(false)
                                    && answersToLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                                throw new SQLException("The answer was lost", "08006");
                            }
                            return result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
