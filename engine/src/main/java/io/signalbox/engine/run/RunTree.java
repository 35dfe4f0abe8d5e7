package io.signalbox.engine.run;

import io.signalbox.engine.Rejected;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which run called which. */
public final class RunTree {

    private final JdbcClient db;

    public RunTree(JdbcClient db) {
        this.db = db;
    }

    /**
     * A run and all below it.
     *
     * @param whole whether that is everything under the root
     */
    public record Branch(String rootId, Set<String> runIds, boolean whole) {
        public Branch {
            runIds = Set.copyOf(runIds);
        }
    }

    private record Link(String id, @Nullable String parentId) {}

    /** @throws Rejected {@code RUN_NOT_FOUND} */
    public Branch branch(String runId) {
        String rootId = rootOf(runId).orElseThrow(() -> notFound(runId));
        List<Link> all = db.sql("select id, parent_id from sb_run where root_id = :root order by started_at")
                .param("root", rootId)
                .query((rs, _) -> new Link(rs.getString("id"), rs.getString("parent_id")))
                .list();
        Set<String> below = new HashSet<>(Set.of(runId));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Link link : all) {
                if (link.parentId() != null && below.contains(link.parentId()) && below.add(link.id())) {
                    grew = true;
                }
            }
        }
        return new Branch(rootId, below, below.size() == all.size());
    }

    public Optional<String> rootOf(String runId) {
        return db.sql("select root_id from sb_run where id = :id")
                .param("id", runId)
                .query(String.class)
                .optional();
    }

    /**
     * Lets nobody else move a token, decide, roll back, cancel or remove anything under the root of a run until the transaction of this thread has ended. To
     * be called before anything is changed there.
     *
     * @throws Rejected {@code RUN_NOT_FOUND}
     */
    public void lock(String runId) {
        if (db.sql("select id from sb_run where id in (select root_id from sb_run where id = :id) for update")
                .param("id", runId)
                .query((rs, _) -> rs.getString(1))
                .list()
                .isEmpty()) {
            throw notFound(runId);
        }
    }

    /** Something that differs when a run has begun or ended, on whatever node. */
    public String open() {
        return db.sql("select count(*) as n, max(started_at) as newest from sb_run where state = 'OPEN'")
                .query((rs, _) -> rs.getLong("n") + " " + rs.getString("newest"))
                .single();
    }

    static Rejected notFound(String runId) {
        return new Rejected(Rejected.Kind.NOT_FOUND, "RUN_NOT_FOUND", "There is no run " + runId + ".");
    }
}
