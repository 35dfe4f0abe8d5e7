package io.signalbox.engine.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.testkit.TestClock;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

class NodeLeaseTest {

    private static final Duration LENGTH = Duration.ofSeconds(20);

    private final JdbcClient db =
            JdbcClient.create(new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"));
    private final TestClock clock = new TestClock(Instant.EPOCH);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    private final NodeLease lease = lease("a", false);

    NodeLeaseTest() {
        db.sql(
                        "create table sb_node (id varchar(64) primary key, started_at timestamp with time zone, lease_until timestamp with time zone)")
                .update();
        lease.take();
    }

    private NodeLease lease(String name, boolean alone) {
        return new NodeLease(db, clock, nanos::get, LENGTH, name, alone);
    }

    private void pass(Duration time) {
        clock.advance(time);
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void nothingIsBegunInTheLastQuarterAndAllIsLostAtTheEnd() {
        pass(Duration.ofSeconds(14));
        assertThat(lease.mayBegin()).isTrue();
        pass(Duration.ofSeconds(2));
        assertThat(lease.mayBegin()).isFalse();
        assertThat(lease.held()).isTrue();
        pass(Duration.ofSeconds(5));
        assertThat(lease.held()).isFalse();
    }

    @Test
    void renewalInTimeLeavesNoGap() {
        pass(Duration.ofSeconds(5));
        lease.renew();
        pass(Duration.ofSeconds(18));
        assertThat(lease.held()).isTrue();
        assertThat(lease.gaps()).isZero();
    }

    @Test
    void renewalAfterTheEndIsAGapAndOthersAreNotJudgedForAWhile() {
        pass(Duration.ofSeconds(11));
        assertThat(lease.mayJudge()).isTrue();
        pass(Duration.ofSeconds(15));
        lease.renew();
        assertThat(lease.held()).isTrue();
        assertThat(lease.gaps()).isOne();
        assertThat(lease.mayJudge()).isFalse();
        pass(Duration.ofSeconds(11));
        assertThat(lease.mayJudge()).isTrue();
    }

    @Test
    void clockThatIsSetBackDoesNotMakeItLonger() {
        clock.advance(Duration.ofHours(-1));
        nanos.addAndGet(Duration.ofSeconds(21).toNanos());
        assertThat(lease.held()).isFalse();
    }

    @Test
    void sleepOfTheMachineCounts() {
        clock.advance(Duration.ofMinutes(1));
        assertThat(lease.held()).isFalse();
    }

    @Test
    void nodeThatIsAloneHoldsItForEverAndDeclaresAllOthersDead() {
        NodeLease alone = lease("b", true);
        alone.take();
        pass(Duration.ofHours(1));
        assertThat(alone.mayBegin()).isTrue();
        assertThat(alone.mayJudge()).isTrue();
        assertThat(dead()).containsExactly(lease.id());
    }

    @Test
    void releasedLeaseIsThatOfADeadNode() {
        lease.release();
        assertThat(dead()).containsExactly(lease.id());
    }

    private java.util.List<String> dead() {
        return db.sql("select id from sb_node where lease_until < current_timestamp")
                .query((rs, _) -> rs.getString(1))
                .list();
    }

    @Test
    void ofDatabasesOnlyAFileOfItsOwnIsOurs() {
        assertThat(LeaseDatabase.isOurs("jdbc:h2:file:/data/db")).isTrue();
        assertThat(LeaseDatabase.isOurs("jdbc:h2:mem:test")).isFalse();
        assertThat(LeaseDatabase.isOurs("jdbc:h2:tcp://db/signalbox")).isFalse();
        assertThat(LeaseDatabase.isOurs("jdbc:h2:file:/data/db;AUTO_SERVER=TRUE"))
                .isFalse();
        assertThat(LeaseDatabase.isOurs("jdbc:postgresql://db/signalbox")).isFalse();
    }
}
