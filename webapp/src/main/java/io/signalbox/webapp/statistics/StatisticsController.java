package io.signalbox.webapp.statistics;

import io.signalbox.engine.run.Run;
import io.signalbox.engine.run.RunFilter;
import io.signalbox.engine.run.RunState;
import io.signalbox.engine.run.Runs;
import io.signalbox.engine.runbook.Runbooks;
import io.signalbox.engine.statistics.Statistics;
import io.signalbox.webapp.request.Query;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

@RestController
@RequestMapping("/api/v1/statistics")
@Tag(name = "Statistics", description = "Figures over many runs.")
class StatisticsController {

    private static final int RECENT = 12;

    private final Statistics statistics;
    private final Runs runs;
    private final Runbooks runbooks;
    private final InstantSource clock;

    StatisticsController(Statistics statistics, Runs runs, Runbooks runbooks, InstantSource clock) {
        this.statistics = statistics;
        this.runs = runs;
        this.runbooks = runbooks;
        this.clock = clock;
    }

    @GetMapping("/days")
    @Operation(operationId = "listDays", summary = "How runs went, by the day they started on")
    @Parameter(
            name = "days",
            in = ParameterIn.QUERY,
            schema = @Schema(type = "integer", minimum = "1", maximum = "92", defaultValue = "28"))
    @Parameter(
            name = "zone",
            in = ParameterIn.QUERY,
            description = "where a day begins and ends, such as Europe/Vienna; that of the server if left out")
    @Parameter(name = "runbook", in = ParameterIn.QUERY, description = "key of the runbook")
    Days days(Query query) {
        int days = (int) query.whole("days", 1, 92, 28);
        ZoneId zone = query.zone("zone");
        String runbook = query.text("runbook");
        query.done();
        LocalDate first = LocalDate.ofInstant(clock.instant(), zone).minusDays(days - 1L);
        return new Days(statistics.days(first, days, zone, runbook));
    }

    @GetMapping("/runbooks")
    @Operation(operationId = "listRecentByRunbook", summary = "The last runs of every runbook, newest first")
    RecentRuns runbooks() {
        return new RecentRuns(runbooks.list().stream()
                .map(runbook -> new Recent(
                        runbook.key(),
                        runs
                                .list(new RunFilter(runbook.key(), Set.of(), null, null, null, null), null, RECENT)
                                .items()
                                .stream()
                                .map(RunMark::of)
                                .toList()))
                .toList());
    }

    /** By day. */
    record Days(List<Statistics.Day> items) {}

    /** By runbook. */
    record RecentRuns(List<Recent> items) {}

    /** The last runs of one. */
    record Recent(String runbook, List<RunMark> runs) {}

    /** A run in a row of many. */
    record RunMark(
            String id,
            RunState state,
            Instant startedAt,
            @Nullable Instant endedAt) {

        static RunMark of(Run run) {
            return new RunMark(run.id(), run.state(), run.startedAt(), run.endedAt());
        }
    }
}
