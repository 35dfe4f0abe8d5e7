package io.signalbox.engine;

import static io.signalbox.engine.Bpmn.chain;
import static io.signalbox.engine.Bpmn.end;
import static io.signalbox.engine.Bpmn.flow;
import static io.signalbox.engine.Bpmn.start;
import static io.signalbox.engine.Bpmn.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.engine.run.Run;
import io.signalbox.engine.run.RunState;
import io.signalbox.engine.step.StepState;
import io.signalbox.engine.step.StepView;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Two nodes on one database, one of which can be cut off from it. */
class TwoNodesTest {

    private static final Map<String, Object> SHORT_LEASE = Map.of(
            "signalbox.engine.lease", "2s", "signalbox.engine.grace", "1s", "signalbox.engine.parallel-steps", "1");

    private static EngineHarness one;
    private static EngineHarness other;

    @BeforeAll
    static void startNodes() {
        one = new EngineHarness(SHORT_LEASE);
        other = one.another(SHORT_LEASE);
    }

    @AfterEach
    void mend() {
        one.cable.mend();
        one.probe.forget();
    }

    @AfterAll
    static void stopNodes() {
        other.close();
        one.close();
    }

    @Test
    void stepOfANodeThatCannotRenewItsLeaseIsTakenOverAndItsEffectIsNotRepeated() throws Exception {
        one.deploy(
                "taken",
                start()
                        + step("m", "probe.make", "name=thing", "gate=m")
                        + step("after", "probe.echo", "text=${m.text}")
                        + end("end", "Fine")
                        + chain("start", "m", "after", "end"));
        Run run = one.start("taken", Map.of());
        Awaitility.await().until(() -> one.probe.history.contains("make thing"));
        one.cable.cut();
        assertThat(other.finished(run).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(one.probe.history).containsOnlyOnce("make thing");
        assertThat(other.step(run, "m").attempts())
                .extracting(StepView.Attempt::outcome, StepView.Attempt::errorCode)
                .contains(org.assertj.core.groups.Tuple.tuple("LEASE_LOST", "NODE_LOST"));
        one.cable.mend();
        awaitLeaseOfOne();
        assertThat(other.step(run, "m").state()).isEqualTo(StepState.COMPLETED);
    }

    @Test
    void nodesWhoseClocksAreWrongTakeOverWhatADeadOneLeftAndNothingElse() throws Exception {
        try (EngineHarness ahead = one.another(withClock("30s"));
                EngineHarness behind = one.another(withClock("-30s"))) {
            one.deploy(
                    "clocks",
                    start("name")
                            + step("m", "probe.make", "name=${name}", "gate=clocks")
                            + end("end", "Fine")
                            + chain("start", "m", "end"));
            Map<EngineHarness, Run> runs = Map.of(
                    one, one.start("clocks", Map.of("name", "true")),
                    ahead, ahead.start("clocks", Map.of("name", "ahead")),
                    behind, behind.start("clocks", Map.of("name", "behind")));
            Awaitility.await().until(() -> one.probe.history.size() == 3);
            // Twice the lease: whoever went by its own clock would take something by then.
            Awaitility.await()
                    .during(Duration.ofSeconds(4))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> one.probe.history.size() == 3);
            behind.cable.cut();
            Run left = runs.get(behind);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> !one.step(left, "m").attempts().isEmpty());
            one.probe.release("clocks");
            for (Run run : runs.values()) {
                assertThat(one.finished(run).state()).isEqualTo(RunState.SUCCEEDED);
            }
            assertThat(one.probe.history)
                    .containsOnlyOnce("make true")
                    .containsOnlyOnce("make ahead")
                    .containsOnlyOnce("make behind");
            assertThat(one.step(runs.get(one), "m").attempts()).hasSize(1);
            assertThat(one.step(runs.get(ahead), "m").attempts()).hasSize(1);
            behind.cable.mend();
        }
    }

    private static Map<String, Object> withClock(String ahead) {
        Map<String, Object> settings = new HashMap<>(SHORT_LEASE);
        settings.put("test.clock.ahead", ahead);
        return settings;
    }

    /** It works again once it has the lease again. */
    private static void awaitLeaseOfOne() throws Exception {
        one.deploy(
                "again", start() + step("e", "probe.echo", "text=x") + end("end", "Fine") + chain("start", "e", "end"));
        assertThat(one.finished(one.start("again", Map.of())).state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void stepIsStoppedWithinSecondsWhenItsRunIsCancelledOnAnotherNode() {
        one.deploy(
                "cancelled",
                start()
                        + step("m", "probe.make", "name=c", "gate=c")
                        + end("end", "Fine")
                        + chain("start", "m", "end"));
        Run run = one.start("cancelled", Map.of());
        Awaitility.await().until(() -> one.probe.history.contains("make c"));
        other.runs().cancel(run.id(), "enough", "tester");
        StepView stopped = Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> other.step(run, "m"), s -> !s.attempts().isEmpty());
        assertThat(stopped.state()).isEqualTo(StepState.CANCELLED);
        assertThat(stopped.attempts()).extracting(StepView.Attempt::outcome).containsExactly("CANCELLED");
    }

    @Test
    void runGoesOnOnAnotherNodeAtOnceWhenItsNodeShutsDown() throws Exception {
        EngineHarness third = one.another(Map.of("signalbox.engine.lease", "10m", "signalbox.engine.grace", "1s"));
        third.deploy(
                "moved", start() + step("h", "probe.hold", "name=h") + end("end", "Fine") + chain("start", "h", "end"));
        Run run = third.start("moved", Map.of());
        Awaitility.await().until(() -> one.probe.history.contains("holding h"));
        third.stop();
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() ->
                        one.probe.history.stream().filter("holding h"::equals).count() == 2);
        one.probe.release("h");
        assertThat(one.finished(run).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(one.step(run, "h").attempts()).hasSize(1);
    }

    @Test
    void nothingIsBegunWhileTheLeaseIsInDoubtAndAllGoesOnAfterwards() throws Exception {
        EngineHarness alone = new EngineHarness(SHORT_LEASE);
        try (alone) {
            alone.deploy(
                    "doubt",
                    start()
                            + "<bpmn:parallelGateway id=\"split\" />"
                            + step("a", "probe.make", "name=a", "gate=doubt")
                            + step("b", "probe.make", "name=b", "gate=doubt")
                            + "<bpmn:parallelGateway id=\"join\" />"
                            + end("end", "Fine")
                            + chain("start", "split", "a", "join", "end")
                            + flow("split", "b")
                            + flow("b", "join"));
            Run run = alone.start("doubt", Map.of());
            Awaitility.await().until(() -> alone.probe.history.size() == 1);
            alone.cable.cut();
            alone.probe.history.add("cut");
            // The first is stopped when time is up and gives its permit to the second, which must not begin.
            Awaitility.await()
                    .during(Duration.ofSeconds(4))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> alone.probe.history.size() == 2);
            alone.cable.mend();
            alone.probe.release("doubt");
            assertThat(alone.finished(run).state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(alone.probe.history).containsOnlyOnce("make a").containsOnlyOnce("make b");
            assertThat(alone.runs().steps(run.id()))
                    .flatExtracting(StepView::attempts)
                    .extracting(StepView.Attempt::outcome)
                    .contains("LEASE_LOST");
        }
    }
}
