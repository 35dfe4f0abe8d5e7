package io.signalbox.testkit.lab;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL server on this machine, shared by all tests of all modules as the {@link Lab} is: the first that asks starts
 * it, and {@code ./test} or {@code tests/lab/down} stops it.
 */
public final class Postgres {

    private final LabScripts scripts;
    private final LabScripts.Settings settings;

    private Postgres(LabScripts scripts) {
        this.scripts = scripts;
        settings = scripts.settings("postgres.env");
    }

    /** The server, running. Where there can be none, the test is aborted, or fails when {@code CI=true}. */
    public static Postgres require() {
        var start = Started.ONCE;
        if (start.server != null) {
            return start.server;
        }
        var reason = "no PostgreSQL: " + start.problem;
        if (start.canBeSkipped && !"true".equals(System.getenv("CI"))) {
            Assumptions.abort(reason);
        }
        throw new AssertionError(reason);
    }

    /**
     * Makes an empty database, in place of one of that name.
     *
     * @param name of small letters, digits and underscores
     * @return where JDBC finds it
     */
    public String database(String name) {
        var made = scripts.run("postgres", "database", name);
        if (made.code() != 0) {
            throw new IllegalStateException("Cannot make the database " + name + ": " + made.output());
        }
        return "jdbc:postgresql://" + settings.get("LAB_POSTGRES") + "/" + name;
    }

    /** Ends it as a loss of power would, and starts it again at once; returns when it answers. */
    public void crash() {
        var crashed = scripts.run("postgres", "crash");
        if (crashed.code() != 0) {
            throw new IllegalStateException("Cannot restart PostgreSQL: " + crashed.output());
        }
    }

    public String user() {
        return settings.get("LAB_POSTGRES_USER");
    }

    public String password() {
        return settings.get("LAB_POSTGRES_PASSWORD");
    }

    /** What came of starting it, once per process. */
    private static final class Started {

        static final Started ONCE = new Started();

        final @Nullable Postgres server;
        final String problem;
        final boolean canBeSkipped;

        private Started() {
            var scripts = LabScripts.ofThisProject();
            var up = scripts.run("postgres", "up");
            server = up.code() == 0 ? new Postgres(scripts) : null;
            problem = up.output();
            canBeSkipped = up.code() == LabScripts.UNAVAILABLE;
        }
    }
}
