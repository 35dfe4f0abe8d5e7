package io.signalbox.benchmarks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** W4: what people look at, in milliseconds from the request to the answer. */
record Lists(Rest rest) {

    private static final int WARM_UP = 20;
    private static final int TIMES = 100;

    /** By what is asked for. */
    Map<String, Sample> pages() {
        Map<String, Sample> found = new LinkedHashMap<>();
        questions().forEach((name, path) -> found.put(name, time(path)));
        return found;
    }

    private Map<String, String> questions() {
        Map<String, String> questions = new LinkedHashMap<>();
        String weekAgo = Instant.now().minus(50, ChronoUnit.DAYS).toString();
        filters(weekAgo).forEach((name, query) -> questions.put("list, " + name, "/api/v1/runs?limit=50&" + query));
        var page = rest.get("/api/v1/runs?limit=50&to=" + weekAgo);
        questions.put(
                "list, next page",
                "/api/v1/runs?limit=50&cursor=" + page.get("next").asString());
        String run = "/api/v1/runs/" + page.get("items").get(0).get("id").asString();
        for (String part : List.of("", "/steps", "/timeline", "/log")) {
            questions.put("run" + part, run + part);
        }
        return questions;
    }

    private static Map<String, String> filters(String weekAgo) {
        Map<String, String> filters = new LinkedHashMap<>();
        filters.put("all", "");
        filters.put("runbook", "runbook=past-7");
        filters.put("state SUCCEEDED", "state=SUCCEEDED");
        filters.put("state FAILED", "state=FAILED");
        filters.put("state CANCELLED", "state=CANCELLED");
        filters.put("states FAILED,CANCELLED", "state=FAILED,CANCELLED");
        filters.put("open", "state=RUNNING,WAITING,NEEDS_ATTENTION");
        filters.put("startedBy", "startedBy=person-7");
        filters.put("startedBy, rare", "startedBy=rare");
        filters.put("startedBy nobody", "startedBy=nobody");
        filters.put("from, to", "from=" + Instant.now().minus(90, ChronoUnit.DAYS) + "&to=" + weekAgo);
        filters.put("runbook and FAILED", "runbook=past-20&state=FAILED");
        filters.put("q, in all", "q=version");
        filters.put("q, in one", "q=version%2012345%20of");
        filters.put("q, in none", "q=no-such-thing");
        filters.put("q, business key", "q=chg-99999");
        filters.put("q and runbook", "runbook=w1&q=00ff");
        return filters;
    }

    private Sample time(String path) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < WARM_UP + TIMES; i++) {
            long began = System.nanoTime();
            rest.text(path);
            if (i >= WARM_UP) {
                times.add((System.nanoTime() - began) / 1e6);
            }
        }
        return Sample.of(times);
    }
}
