package io.signalbox.webapp.fake;

import io.signalbox.engine.log.LogLine;
import io.signalbox.engine.log.RunLog;
import io.signalbox.sdk.StepLog;

import java.util.List;
import java.util.stream.LongStream;

/** Has 2,500 lines. */
public final class FakeLog implements RunLog {

    @Override
    public List<LogLine> readBefore(String runId, long before, int limit, Filter filter) {
        List<LogLine> all = read(runId, 0, 2500, filter).stream()
                .filter(line -> line.id() < before)
                .toList();
        return all.subList(Math.max(0, all.size() - limit), all.size());
    }

    @Override
    public long last(String runId) {
        return 2500;
    }

    @Override
    public List<LogLine> read(String runId, long after, int limit, Filter filter) {
        return LongStream.rangeClosed(1, 2500)
                .filter(id -> id > after)
                .mapToObj(id -> new LogLine(
                        id,
                        FakeRuns.time(),
                        runId,
                        "s1",
                        StepLog.Level.INFO,
                        id % 2 == 0 ? "web-1" : null,
                        "line " + id))
                .filter(line -> filter.host() == null || filter.host().equals(line.host()))
                .limit(limit)
                .toList();
    }
}
