package io.signalbox.scenarios;

import io.signalbox.testkit.lab.NeedsLab;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

/** The long form, with the number of kills in the property {@code kills}, is started by {@code tests/scenarios/kill-long}. */
@NeedsLab
class KillAtRandomTest {

    private static final int KILLS = Integer.getInteger("kills", 500);
    private static final long SEED = Long.getLong("seed", System.nanoTime());

    @Test
    void twoNodesAreKilledAFewTimes() {
        twoNodes(6);
    }

    @Test
    @Tag("long")
    void twoNodesAreKilledAgainAndAgain() {
        twoNodes(KILLS / 2);
    }

    @Test
    @Tag("long")
    void oneNodeIsKilledAgainAndAgain() {
        try (RandomKills kills =
                new RandomKills(List.of(Application.onLab().named("random").onH2()), SEED)) {
            kills.run(KILLS - KILLS / 2);
        }
    }

    private static void twoNodes(int kills) {
        Cluster cluster = new Cluster("random", 2, node -> node.property("signalbox.engine.lease", "5s"));
        try (RandomKills random = new RandomKills(cluster.nodes(), SEED)) {
            random.run(kills);
        }
    }
}
