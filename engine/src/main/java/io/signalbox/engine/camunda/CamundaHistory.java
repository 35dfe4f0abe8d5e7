package io.signalbox.engine.camunda;

import io.signalbox.engine.run.ProcessHistory;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Camunda's history, which we clean ourselves, together with our own tables. */
final class CamundaHistory implements ProcessHistory {

    private final CommandExecutor camunda;
    private final JdbcClient db;

    CamundaHistory(CommandExecutor camunda, JdbcClient db) {
        this.camunda = camunda;
        this.db = db;
    }

    @Override
    public Map<String, Duration> timesToLive() {
        Map<String, Duration> times = new HashMap<>();
        // Camunda's own query reads the diagrams too.
        db.sql("select id_, history_ttl_ from act_re_procdef where history_ttl_ is not null")
                .query(rs -> {
                    times.put(rs.getString(1), Duration.ofDays(rs.getInt(2)));
                });
        return times;
    }

    @Override
    public void forget(Collection<String> runIds) {
        // Not by way of the history service, which only knows instances that Camunda's history has.
        camunda.execute(context -> {
            context.getHistoricProcessInstanceManager().deleteHistoricProcessInstanceByIds(List.copyOf(runIds));
            return null;
        });
    }
}
