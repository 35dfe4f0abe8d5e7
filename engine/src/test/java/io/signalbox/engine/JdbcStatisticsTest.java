package io.signalbox.engine;

import static io.signalbox.engine.Bpmn.chain;
import static io.signalbox.engine.Bpmn.end;
import static io.signalbox.engine.Bpmn.start;
import static io.signalbox.engine.Bpmn.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.signalbox.engine.run.Run;
import io.signalbox.engine.statistics.JdbcStatistics;
import io.signalbox.engine.statistics.Statistics;
import io.signalbox.engine.statistics.Statistics.Day;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

class JdbcStatisticsTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-03-28");

    @Test
    void runsAreCountedOnTheDayOfWhoAsks() throws Exception {
        try (EngineHarness engine = new EngineHarness()) {
            engine.deploy(
                    "noted",
                    start() + step("a", "probe.echo", "text=x") + end("end", "Fine") + chain("start", "a", "end"));
            // The clocks of Vienna go on by an hour in the second of these nights.
            ended(engine, "2026-03-28T22:30:00Z", 100, "SUCCEEDED");
            ended(engine, "2026-03-28T23:30:00Z", 300, "SUCCEEDED");
            ended(engine, "2026-03-29T21:59:00Z", 500, "SUCCEEDED");
            ended(engine, "2026-03-29T22:01:00Z", 900, "FAILED");
            ended(engine, "2026-03-31T12:00:00Z", 100, "SUCCEEDED");
            Statistics statistics = new JdbcStatistics(engine.db());

            assertThat(statistics.days(FIRST, 3, ZoneId.of("Europe/Vienna"), null))
                    .containsExactly(
                            new Day(FIRST, 1, 0, 0, 0, 100L, 100L),
                            new Day(FIRST.plusDays(1), 2, 0, 0, 0, 400L, 490L),
                            new Day(FIRST.plusDays(2), 0, 1, 0, 0, null, null));
            assertThat(statistics.days(FIRST, 3, ZoneOffset.UTC, "noted"))
                    .extracting(Day::day, Day::succeeded, Day::failed)
                    .containsExactly(tuple(FIRST, 2L, 0L), tuple(FIRST.plusDays(1), 1L, 1L));
            assertThat(statistics.days(FIRST, 3, ZoneOffset.UTC, "another")).isEmpty();
        }
    }

    /** A run of then, which took so many milliseconds. */
    private static void ended(EngineHarness engine, String startedAt, long took, String state)
            throws InterruptedException {
        Run run = engine.finished(engine.start("noted", Map.of()));
        Instant began = Instant.parse(startedAt);
        engine.db()
                .sql("update sb_run set started_at = :began, ended_at = :ended, state = :state where id = :id")
                .param("began", began.atOffset(ZoneOffset.UTC))
                .param("ended", began.plus(Duration.ofMillis(took)).atOffset(ZoneOffset.UTC))
                .param("state", state)
                .param("id", run.id())
                .update();
    }
}
