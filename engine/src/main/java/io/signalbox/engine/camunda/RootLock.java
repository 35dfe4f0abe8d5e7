package io.signalbox.engine.camunda;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/**
 * The row of the run at the top: whoever moves tokens, decides or cancels anything under it locks it before anything else, on whatever node. Camunda
 * reads piece by piece and writes in an order of its own, so that two who meet in a run would each wait for the other, or see half of what the other did.
 */
final class RootLock {

    private RootLock() {}

    /** Has as many parameters as there are runs, each of which may be anywhere under its root. */
    static String sql(int runs) {
        return "select id from sb_run where id in (select root_id from sb_run where id in (" + parameters(runs)
                + ")) order by id for update";
    }

    static String parameters(int many) {
        return String.join(",", Collections.nCopies(many, "?"));
    }

    /** Waits until nobody else has it; it is given back with the end of the transaction. */
    static void take(Connection connection, List<String> runIds) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql(runIds.size()))) {
            for (int i = 0; i < runIds.size(); i++) {
                statement.setString(i + 1, runIds.get(i));
            }
            statement.execute();
        }
    }
}
