package io.signalbox.engine;

import static io.signalbox.engine.Bpmn.chain;
import static io.signalbox.engine.Bpmn.end;
import static io.signalbox.engine.Bpmn.start;
import static io.signalbox.engine.Bpmn.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.engine.approval.Approval;
import io.signalbox.engine.approval.Approvals.Decision;
import io.signalbox.engine.run.Run;
import io.signalbox.engine.run.RunState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A person acts on a run at the very moment at which one of its steps ends or a timer fires. */
class SameMomentTest {

    /** As long as PostgreSQL looks on, unless told otherwise, while two transactions wait for each other. */
    private static final Duration DEADLOCK = Duration.ofSeconds(1);

    private final EngineHarness engine = new EngineHarness();

    @BeforeEach
    void deploy() {
        List<String> one = IntStream.range(0, 8).mapToObj(i -> "one" + i).toList();
        engine.deploy("afterEachOther", start() + steps(one) + end("end", "Done") + chain(path("start", one, "end")));
        String gateways = "<bpmn:parallelGateway id=\"fork\" /><bpmn:parallelGateway id=\"join\" />";
        List<String> many = IntStream.range(0, 4)
                .mapToObj(i -> {
                    List<String> branch = List.of("first" + i, "second" + i);
                    return steps(branch) + chain(path("fork", branch, "join"));
                })
                .toList();
        engine.deploy(
                "sideBySide",
                start()
                        + gateways
                        + String.join("", many)
                        + end("end", "Done")
                        + chain("start", "fork")
                        + chain("join", "end"));
        engine.deploy(
                "asksForAWhile",
                start() + """
                <bpmn:userTask id="ask" name="Go on?" />
                <bpmn:boundaryEvent id="late" attachedToRef="ask"><bpmn:timerEventDefinition>
                  <bpmn:timeDuration>PT0.5S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
                """ + end("end", "Decided") + end("over", "Too late") + chain("start", "ask", "end")
                        + chain("late", "over"));
    }

    private static String steps(List<String> ids) {
        return String.join(
                "", ids.stream().map(id -> step(id, "probe.echo", "text=x")).toList());
    }

    private static String[] path(String from, List<String> over, String to) {
        return Stream.of(Stream.of(from), over.stream(), Stream.of(to))
                .flatMap(s -> s)
                .toArray(String[]::new);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void whoCancelsWhileStepsEndNeitherFailsNorWaitsForThem() throws Exception {
        int slow = 0;
        int rounds = 60;
        for (int round = 0; round < rounds; round++) {
            Run run = engine.start(round % 2 == 0 ? "afterEachOther" : "sideBySide", Map.of());
            Thread.sleep(ThreadLocalRandom.current().nextInt(20));
            long asked = System.nanoTime();

            engine.runs().cancel(run.id(), "Enough", "bob");

            if (System.nanoTime() - asked > DEADLOCK.toNanos()) {
                slow++;
            }
            assertThat(engine.finished(run).state()).isIn(RunState.CANCELLED, RunState.SUCCEEDED);
        }
        // One may be the machine's doing.
        assertThat(slow).isLessThan(rounds / 10);
    }

    @Test
    void whoDecidesWhileTheTimeIsUpDoesOrIsTooLate() throws Exception {
        for (int round = 0; round < 10; round++) {
            Run run = engine.start("asksForAWhile", Map.of());
            Approval approval = engine.approvals().open(null, 1).items().getFirst();
            // The clock of timers ticks once a second.
            Thread.sleep(ThreadLocalRandom.current().nextInt(400, 1500));
            boolean decided;
            try {
                engine.approvals().decide(approval.id(), new Decision(true, null, Map.of(), "ada"));
                decided = true;
            } catch (Rejected e) {
                assertThat(e.code()).isEqualTo("APPROVAL_NOT_FOUND");
                decided = false;
            }

            assertThat(engine.finished(run).outcome()).isEqualTo(decided ? "Decided" : "Too late");
        }
    }
}
