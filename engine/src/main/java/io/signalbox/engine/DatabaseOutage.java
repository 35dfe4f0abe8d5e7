package io.signalbox.engine;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Predicate;

/** Tells whether something failed because of the database and not by itself, however deep the cause is. */
public final class DatabaseOutage {

    private static final int DEEPEST = 30;

    private DatabaseOutage() {}

    /** The database cannot be reached, starts, ends, is full, or has become one that only reads: it is worth trying again later. */
    public static boolean is(Throwable thrown) {
        return any(
                thrown,
                t -> t instanceof CannotCreateTransactionException
                        // Neither commit nor rollback got an answer: what they say of themselves has no state that
                        // would tell.
                        || t instanceof TransactionSystemException
                        || t instanceof DataAccessResourceFailureException
                        || t instanceof SQLTransientConnectionException
                        || t instanceof SQLNonTransientConnectionException
                        || t instanceof SQLRecoverableException
                        || (t instanceof SQLException e && isOutage(e.getSQLState())));
    }

    /** Another transaction was in the way: it is worth trying again at once. */
    public static boolean isConflict(Throwable thrown) {
        return any(
                thrown,
                t -> t instanceof SQLException e
                        && e.getSQLState() != null
                        && (e.getSQLState().startsWith("40") || e.getSQLState().equals("55P03")));
    }

    /** The database has a part in it, whatever it is. */
    public static boolean isOfDatabase(Throwable thrown) {
        return any(thrown, t -> t instanceof SQLException || t instanceof CannotCreateTransactionException);
    }

    private static boolean isOutage(@Nullable String state) {
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("53")
                        || state.startsWith("57P0")
                        || state.equals("25006"));
    }

    private static boolean any(Throwable thrown, Predicate<Throwable> wanted) {
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < DEEPEST; depth++) {
            if (wanted.test(at)) {
                return true;
            }
            at = at.getCause();
        }
        return false;
    }
}
