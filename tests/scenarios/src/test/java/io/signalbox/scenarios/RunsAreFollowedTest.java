package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.scenarios.Events.Event;
import io.signalbox.testkit.lab.Lab;
import io.signalbox.testkit.lab.NeedsLab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@NeedsLab
class RunsAreFollowedTest {

    @RegisterExtension
    static final Application signalbox = Application.shared();

    private static final String CONTAINER = "followed";
    private static final int COUNTED = 300;
    /** The last one tells the exit code. */
    private static final int LINES = COUNTED + 1;

    private final Api api = signalbox.api();

    @BeforeAll
    static void deploy(Lab lab) {
        lab.host(1)
                .docker(
                        "run",
                        "-d",
                        "--name",
                        CONTAINER,
                        "--network=host",
                        "--entrypoint=sleep",
                        lab.shop("1.0"),
                        "600");
        signalbox
                .api()
                .deploy(Diagram.of("follow-lines")
                        .step("first", "flow.note", "text=let us begin")
                        .step("count", "docker.exec", "host=web-1", "name=" + CONTAINER, "command=seq\n1\n" + COUNTED)
                        .step("wait", "flow.wait", "duration=1s")
                        .step("again", "docker.exec", "host=web-1", "name=" + CONTAINER, "command=seq\n1\n" + COUNTED)
                        .end("Counted"));
    }

    @AfterAll
    static void clear(Lab lab) {
        lab.clear();
    }

    @Test
    void streamTellsAllAndEndsWithTheRun() {
        String run = api.start("follow-lines", Map.of()).id();
        List<Event> events = follow(run, null, Integer.MAX_VALUE);
        assertThat(events.getLast().name()).isEqualTo("end");
        assertIsAll(run, events);
        assertThat(data(events, "timeline", "title"))
                .startsWith("follow-lines v1")
                .endsWith("follow-lines v1");
    }

    @Test
    void whoWasCutOffGoesOnFromTheLastEvent() {
        String run = api.start("follow-lines", Map.of()).id();
        List<Event> events = new ArrayList<>();
        String last = null;
        for (int most : List.of(3, 1, 200, 150, 40, 1)) {
            events.addAll(follow(run, last, most));
            last = lastId(events);
        }
        events.addAll(follow(run, last, Integer.MAX_VALUE));
        assertThat(events.getLast().name()).isEqualTo("end");
        assertIsAll(run, events);
    }

    @Test
    void whoComesLateGetsWhatIsMissing() {
        String run = api.awaitEnd(api.start("follow-lines", Map.of()).id()).id();
        List<Event> all = follow(run, null, Integer.MAX_VALUE);
        assertIsAll(run, all);
        List<Event> half =
                all.stream().filter(e -> e.name().equals("log")).limit(LINES).toList();
        List<Event> rest = follow(run, lastId(half), Integer.MAX_VALUE);
        assertThat(data(rest, "log", "id")).isEqualTo(data(all, "log", "id").subList(LINES, 2 * LINES));
        assertThat(rest.getLast().name()).isEqualTo("end");
        List<Event> nothing = follow(run, lastId(all), Integer.MAX_VALUE);
        assertThat(data(nothing, "log", "id")).isEmpty();
        assertThat(nothing.getLast().name()).isEqualTo("end");
    }

    @Test
    void manyFollowTheSameRun() throws Exception {
        String run = api.start("follow-lines", Map.of()).id();
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var followers = java.util.stream.Stream.generate(
                            () -> threads.submit(() -> follow(run, null, Integer.MAX_VALUE)))
                    .limit(10)
                    .toList();
            for (var follower : followers) {
                assertIsAll(run, follower.get());
            }
        }
    }

    /** At least once each, in order, and in the end as REST tells it. */
    private void assertIsAll(String run, List<Event> events) {
        Map<String, Event> once = new LinkedHashMap<>();
        events.forEach(e -> once.putIfAbsent(e.content(), e));
        List<Event> distinct = List.copyOf(once.values());
        assertThat(data(distinct, "timeline", "id"))
                .isEqualTo(api.timeline(run).stream().map(Api.Entry::id).toList());
        assertThat(data(distinct, "log", "id"))
                .isEqualTo(api.log(run, "").stream()
                        .map(l -> String.valueOf(l.id()))
                        .toList())
                .hasSize(2 * LINES);
        Map<String, String> states = new LinkedHashMap<>();
        events.stream()
                .filter(e -> e.name().equals("step"))
                .forEach(e -> states.put(
                        e.data().get("elementId").asString(),
                        e.data().get("state").asString()));
        assertThat(states.keySet()).containsExactly("first", "count", "wait", "again");
        assertThat(states.values()).containsOnly("COMPLETED");
        assertThat(data(events, "run", "state").getLast()).isEqualTo("SUCCEEDED");
    }

    private List<Event> follow(String run, String lastEventId, int most) {
        List<Event> read = new ArrayList<>();
        try (Events events = new Events(api, run, lastEventId)) {
            Optional<Event> event = Optional.empty();
            while (read.size() < most && (event = events.next()).isPresent()) {
                read.add(event.get());
            }
        }
        return read;
    }

    private static String lastId(List<Event> events) {
        return events.stream()
                .map(Event::id)
                .filter(java.util.Objects::nonNull)
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    private static List<String> data(List<Event> events, String name, String property) {
        return events.stream()
                .filter(e -> e.name().equals(name))
                .map(e -> e.data().get(property).asString())
                .toList();
    }
}
