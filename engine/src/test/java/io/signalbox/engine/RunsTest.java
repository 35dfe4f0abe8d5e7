package io.signalbox.engine;

import static io.signalbox.engine.Bpmn.catchError;
import static io.signalbox.engine.Bpmn.chain;
import static io.signalbox.engine.Bpmn.end;
import static io.signalbox.engine.Bpmn.flow;
import static io.signalbox.engine.Bpmn.start;
import static io.signalbox.engine.Bpmn.step;
import static io.signalbox.engine.EngineHarness.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.engine.log.LogLine;
import io.signalbox.engine.log.RunLog;
import io.signalbox.engine.run.Run;
import io.signalbox.engine.run.RunFilter;
import io.signalbox.engine.run.RunState;
import io.signalbox.engine.run.StartRun;
import io.signalbox.engine.run.TimelineEntry;
import io.signalbox.engine.step.StepState;
import io.signalbox.engine.step.StepView;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

class RunsTest {

    private static EngineHarness engine;

    @BeforeAll
    static void startEngine() {
        engine = new EngineHarness();
    }

    @BeforeEach
    void forget() {
        engine.probe.forget();
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    @Test
    void stepsRunOneAfterTheOtherAndSeeEarlierOutputs() throws Exception {
        engine.deploy(
                "two",
                start("who")
                        + step("first", "probe.echo", "text=hello ${who}")
                        + step(
                                "second",
                                "probe.echo",
                                "text=${first.text} has ${first.length}",
                                "secret=${secrets.password}")
                        + end("end", "Said")
                        + chain("start", "first", "second", "end"));
        Run run = engine.finished(engine.start("two", Map.of("who", "you")));
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.outcome()).isEqualTo("Said");
        StepView second = engine.step(run, "second");
        assertThat(second.output()).containsEntry("text", "hello you has 9").containsEntry("length", 6);
        assertThat(second.input().toString()).contains("$secret").doesNotContain("s3cret");
        assertThat(second.attempts()).hasSize(1);
        assertThat(engine.runs().timeline(run.id()))
                .extracting(TimelineEntry::kind)
                .containsSubsequence(
                        TimelineEntry.Kind.RUN_STARTED,
                        TimelineEntry.Kind.STEP_STARTED,
                        TimelineEntry.Kind.STEP_COMPLETED,
                        TimelineEntry.Kind.STEP_STARTED,
                        TimelineEntry.Kind.STEP_COMPLETED,
                        TimelineEntry.Kind.RUN_ENDED)
                .contains(TimelineEntry.Kind.NOTE);
        Awaitility.await()
                .untilAsserted(() -> assertThat(engine.log().read(run.id(), 0, 10, RunLog.Filter.ALL))
                        .extracting(LogLine::text)
                        .containsExactly("echo hello you", "echo hello you has 9"));
    }

    @Test
    void expressionsCallPlainMethodsAndCannotReachTheEngine() throws Exception {
        engine.deploy(
                "expressions",
                start("a")
                        + step("plain", "probe.echo", "text=${a.toUpperCase().length() == 3 and a.startsWith('x')}")
                        + step("engine", "probe.echo", "text=${execution.id}")
                        + end("end", "Done")
                        + chain("start", "plain", "engine", "end"));
        Run run = engine.start("expressions", Map.of("a", "xyz"));
        assertThat(engine.awaitStep(run, at("engine", StepState.ATTENTION)).errorMessage())
                .contains("cannot be evaluated");
        assertThat(engine.step(run, "plain").output()).containsEntry("text", "true");
        engine.runs().cancel(run.id(), "enough", "tester");
    }

    @Test
    void methodsWhoseNameIsOnlyKnownLaterAreRefusedWhenTheDiagramIsDeployed() {
        assertThatThrownBy(() -> engine.deploy(
                        "reach",
                        start("a")
                                + step("reach", "probe.echo", "text=${a[a]().toString()}")
                                + end("end", "Done")
                                + chain("start", "reach", "end")))
                .hasMessageContaining("expression-method");
    }

    @Test
    void instancesOfOneTaskOnManyHostsKeepTheirOutputsApart() throws Exception {
        engine.deploy(
                "many",
                start("hosts") + step("list", "probe.split", "text=${hosts}")
                        + """
                        <bpmn:subProcess id="each">
                          <bpmn:multiInstanceLoopCharacteristics camunda:collection="${list.items}" camunda:elementVariable="host" />
                          <bpmn:startEvent id="s" />"""
                        + step("a", "probe.echo", "text=${host}", "host=${host}")
                        + step("b", "probe.echo", "text=${a.text} on ${host}", "host=${host}")
                        + "<bpmn:endEvent id=\"e\" />" + chain("s", "a", "b", "e") + "</bpmn:subProcess>"
                        + end("end", "Done") + chain("start", "list", "each", "end"));
        Run run = engine.finished(engine.start("many", Map.of("hosts", "x,y,z")));
        assertThat(engine.runs().steps(run.id()).stream()
                        .filter(s -> s.elementId().equals("b"))
                        .map(s -> java.util.Objects.requireNonNull(s.output()).get("text")))
                .containsExactlyInAnyOrder("x on x", "y on y", "z on z");

        List<StepView> paged = new ArrayList<>();
        String cursor = null;
        do {
            Page<StepView> page = engine.runs().steps(run.id(), cursor, 3);
            paged.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        assertThat(paged).isEqualTo(engine.runs().steps(run.id())).hasSize(7);
        assertThatThrownBy(() -> engine.runs().steps(run.id(), "guess", 3))
                .isInstanceOfSatisfying(
                        Rejected.class, e -> assertThat(e.code()).isEqualTo("CURSOR_INVALID"));
    }

    @Test
    void retryableFailureIsTriedAgainAndEachAttemptIsKept() throws Exception {
        engine.deploy(
                "flaky",
                start()
                        + step("f", "probe.fail", "name=a", "times=2")
                        + end("end", "Fine")
                        + chain("start", "f", "end"));
        Run run = engine.finished(engine.start("flaky", Map.of()));
        StepView step = engine.step(run, "f");
        assertThat(step.attempts())
                .extracting(StepView.Attempt::outcome)
                .containsExactly("FAILED", "FAILED", "COMPLETED");
        assertThat(step.attempts().getFirst().errorCode()).isEqualTo("PROBE_AGAIN");
    }

    @Test
    void failureForGoodFollowsTheErrorPathAndTheErrorEndMakesTheRunFailed() throws Exception {
        engine.deploy(
                "caught",
                start() + step("f", "probe.fail", "name=a", "times=9", "retryable=false", "host=h1")
                        + catchError("oh", "f")
                        + step("say", "probe.echo", "text=${run.failedHosts[0]} by ${run.startedBy}")
                        + "<bpmn:endEvent id=\"bad\" name=\"Gave up\"><bpmn:errorEventDefinition errorRef=\"oops\" /></bpmn:endEvent>"
                        + end("good", "Fine") + chain("start", "f", "good") + chain("oh", "say", "bad"));
        Run run = engine.finished(engine.start("caught", Map.of()));
        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.outcome()).isEqualTo("Gave up");
        assertThat(engine.step(run, "f").state()).isEqualTo(StepState.FAILED);
        assertThat(engine.step(run, "say").output()).containsEntry("text", "h1 by tester");
    }

    @Test
    void failureThatNothingCatchesNeedsAttentionAndCanBeRetriedOrSkipped() throws Exception {
        engine.deploy(
                "uncaught",
                start()
                        + step("f", "probe.fail", "name=a", "times=1", "retryable=false")
                        + step("g", "probe.fail", "name=b", "times=9", "retryable=false")
                        + step("h", "probe.echo", "text=${g.text}")
                        + end("end", "Fine")
                        + chain("start", "f", "g", "h", "end"));
        Run run = engine.awaitState(engine.start("uncaught", Map.of()), RunState.NEEDS_ATTENTION);
        assertThat(run.current())
                .singleElement()
                .satisfies(c -> assertThat(c.message()).contains("Call 1 failed"));
        engine.steps().retry(run.id(), engine.step(run, "f").id(), null, "try again", "tester");
        StepView g = engine.awaitStep(run, at("g", StepState.ATTENTION));
        assertThat(engine.step(run, "f").attempts()).hasSize(2);
        engine.steps().skip(run.id(), g.id(), Map.of("text", "by hand"), "known", "tester");
        Run end = engine.finished(run);
        assertThat(engine.step(end, "h").output()).containsEntry("text", "by hand");
        assertThat(engine.runs().timeline(run.id()))
                .filteredOn(e -> e.kind() == TimelineEntry.Kind.ACT)
                .extracting(TimelineEntry::title, TimelineEntry::text, TimelineEntry::actor)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Retried f", "try again", "tester"),
                        org.assertj.core.groups.Tuple.tuple("Skipped g", "known", "tester"));
    }

    @Test
    void whatCannotBeEvaluatedNextNeedsAttentionAndLosesNoResult() throws Exception {
        engine.deploy(
                "broken",
                start() + step("a", "probe.make", "name=thing") + "<bpmn:exclusiveGateway id=\"g\" default=\"g-end\" />"
                        + end("end", "A") + end("other", "B") + chain("start", "a", "g", "end")
                        + "<bpmn:sequenceFlow id=\"g-other\" sourceRef=\"g\" targetRef=\"other\"><bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">${nothing.there}</bpmn:conditionExpression></bpmn:sequenceFlow>");
        Run run = engine.awaitState(engine.start("broken", Map.of()), RunState.NEEDS_ATTENTION);
        StepView step = engine.step(run, "a");
        assertThat(step.errorCode()).isEqualTo("CANNOT_MOVE_ON");
        assertThat(step.output()).containsEntry("text", "thing");
        engine.steps().retry(run.id(), step.id(), null, "again", "tester");
        engine.awaitState(run, RunState.NEEDS_ATTENTION);
        assertThat(engine.probe.history).containsExactly("make thing");
    }

    @Test
    void cancelInterruptsTheStepsAtWork() throws Exception {
        engine.deploy(
                "held", start() + step("h", "probe.hold", "name=a") + end("end", "Fine") + chain("start", "h", "end"));
        Run run = engine.start("held", Map.of());
        Awaitility.await().until(() -> engine.probe.history.contains("holding a"));
        Run cancelled = engine.runs().cancel(run.id(), "enough", "tester");
        assertThat(cancelled.state()).isEqualTo(RunState.CANCELLED);
        assertThat(cancelled.outcome()).isEqualTo("enough");
        Awaitility.await().until(() -> engine.probe.history.contains("interrupted a"));
        Awaitility.await()
                .untilAsserted(() -> assertThat(engine.step(run, "h"))
                        .satisfies(s -> assertThat(s.state()).isEqualTo(StepState.CANCELLED))
                        .satisfies(s -> assertThat(s.attempts())
                                .singleElement()
                                .extracting(StepView.Attempt::outcome)
                                .isEqualTo("CANCELLED")));
    }

    @Test
    void timerBesideAStepTakesItAway() throws Exception {
        engine.deploy(
                "timed",
                start() + step("h", "probe.hold", "name=a")
                        + "<bpmn:boundaryEvent id=\"t\" attachedToRef=\"h\"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type=\"bpmn:tFormalExpression\">PT1S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>"
                        + end("end", "Fine") + end("late", "Too late") + chain("start", "h", "end")
                        + flow("t", "late"));
        Run run = engine.finished(engine.start("timed", Map.of()));
        assertThat(run.outcome()).isEqualTo("Too late");
        Awaitility.await().until(() -> engine.probe.history.contains("interrupted a"));
        assertThat(engine.step(run, "h").state()).isEqualTo(StepState.CANCELLED);
    }

    @Test
    void attemptThatTakesTooLongIsStoppedAndTriedAgain() throws Exception {
        engine.deploy(
                "slow",
                start()
                        + step(
                                "h",
                                "probe.hold",
                                "name=a",
                                "@timeout=200ms",
                                "@retry.attempts=2",
                                "@retry.backoff=100ms")
                        + end("end", "Fine")
                        + chain("start", "h", "end"));
        Run run = engine.awaitState(engine.start("slow", Map.of()), RunState.NEEDS_ATTENTION);
        assertThat(engine.step(run, "h").attempts())
                .extracting(StepView.Attempt::errorCode)
                .containsExactly("STEP_TIMEOUT", "STEP_TIMEOUT");
    }

    @Test
    void undoInTheDiagramTakesBackTheLatestChangeFirst() throws Exception {
        engine.deploy(
                "undo",
                start() + step("a", "probe.make", "name=one") + step("b", "probe.make", "name=two")
                        + step("f", "probe.fail", "name=x", "times=9", "retryable=false") + catchError("oh", "f")
                        + step("u", "flow.undo") + end("end", "Fine")
                        + "<bpmn:endEvent id=\"bad\" name=\"Rolled back\"><bpmn:errorEventDefinition errorRef=\"oops\" /></bpmn:endEvent>"
                        + chain("start", "a", "b", "f", "end") + chain("oh", "u", "bad"));
        Run run = engine.finished(engine.start("undo", Map.of()));
        assertThat(run.outcome()).isEqualTo("Rolled back");
        assertThat(engine.probe.history).containsExactly("make one", "make two", "undo two", "undo one");
        assertThat(engine.probe.world).isEmpty();
        assertThat(engine.step(run, "a").undo()).isEqualTo(StepView.Undo.DONE);
        assertThat(engine.runs().timeline(run.id()))
                .filteredOn(e -> e.kind() == TimelineEntry.Kind.UNDO_COMPLETED)
                .hasSize(2);
    }

    @Test
    void undoTakesBackWhatAFailedStepLeftHalfMade() throws Exception {
        engine.deploy(
                "half",
                start()
                        + step("h", "probe.half", "name=one")
                        + catchError("oh", "h")
                        + step("u", "flow.undo")
                        + end("end", "Fine")
                        + end("bad", "Taken back")
                        + chain("start", "h", "end")
                        + chain("oh", "u", "bad"));
        Run run = engine.finished(engine.start("half", Map.of()));
        assertThat(run.outcome()).isEqualTo("Taken back");
        assertThat(engine.probe.world).isEmpty();
        assertThat(engine.step(run, "u").output()).containsEntry("undone", List.of("h"));
    }

    @Test
    void rollbackOfARunAtWorkStopsItAndTakesBackWhatItDid() throws Exception {
        engine.deploy(
                "work",
                start()
                        + step("a", "probe.make", "name=one")
                        + step("b", "probe.make", "name=two", "gate=never")
                        + end("end", "Fine")
                        + chain("start", "a", "b", "end"));
        Run run = engine.start("work", Map.of());
        Awaitility.await().until(() -> engine.probe.history.contains("make two"));
        Run rollback = engine.finished(engine.runs().rollback(run.id(), "bad idea", "tester"));
        assertThat(rollback.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(rollback.outcome()).isEqualTo("Rolled back");
        assertThat(engine.probe.world)
                .as("also the effect of the step that was interrupted")
                .isEmpty();
        assertThat(engine.runs().get(run.id()).state()).isEqualTo(RunState.CANCELLED);
        assertThat(engine.runs().timeline(run.id()))
                .extracting(TimelineEntry::kind)
                .contains(TimelineEntry.Kind.UNDO_COMPLETED);
        assertThatThrownBy(() -> engine.runs().rollback(run.id(), "again", "tester"))
                .isInstanceOfSatisfying(
                        Rejected.class, e -> assertThat(e.code()).isEqualTo("NOTHING_TO_ROLL_BACK"));
    }

    @Test
    void oneOfManyRollbacksOfTheSameMomentIsMadeAndTheRunIsStoppedOnce() throws Exception {
        engine.deploy(
                "rushed",
                start()
                        + step("a", "probe.make", "name=rushed")
                        + step("b", "probe.hold", "name=rushed")
                        + end("end", "Fine")
                        + chain("start", "a", "b", "end"));
        Run run = engine.start("rushed", Map.of());
        Awaitility.await().until(() -> engine.probe.history.contains("holding rushed"));
        List<Run> made = new CopyOnWriteArrayList<>();
        List<String> refused = new CopyOnWriteArrayList<>();
        CountDownLatch go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                threads.submit(() -> {
                    go.await();
                    try {
                        made.add(engine.runs().rollback(run.id(), "quick", "tester"));
                    } catch (Rejected e) {
                        refused.add(e.code());
                    }
                    return true;
                });
            }
            go.countDown();
        }
        assertThat(made).hasSize(1);
        // The last may come when all has been taken back.
        assertThat(refused).hasSize(7).isSubsetOf("ROLLBACK_RUNNING", "NOTHING_TO_ROLL_BACK");
        assertThat(engine.finished(made.getFirst()).outcome()).isEqualTo("Rolled back");
        assertThat(engine.runs().timeline(run.id()))
                .extracting(TimelineEntry::title)
                .containsOnlyOnce("Cancelled to be rolled back");
    }

    @Test
    void calledRunbookAppearsInItsCallersTimelineAndNotInTheList() throws Exception {
        engine.deploy(
                "inner",
                start() + step("i", "probe.echo", "text=inside") + end("end", "In") + chain("start", "i", "end"));
        engine.deploy(
                "outer",
                start() + "<bpmn:callActivity id=\"call\" calledElement=\"inner\" />" + end("end", "Out")
                        + chain("start", "call", "end"));
        Run run = engine.finished(engine.start("outer", Map.of()));
        assertThat(engine.runs().steps(run.id()))
                .extracting(StepView::elementId)
                .containsExactly("i");
        assertThat(engine.runs().timeline(run.id()))
                .filteredOn(e -> e.kind() == TimelineEntry.Kind.RUN_STARTED)
                .hasSize(2);
        assertThat(engine.runs()
                        .list(new RunFilter(null, Set.of(), null, null, null, null), null, 50)
                        .items())
                .extracting(Run::runbook)
                .contains("outer")
                .doesNotContain("inner");
    }

    @Test
    void sameIdempotencyKeyGivesTheSameRunAlsoAtTheSameMoment() throws Exception {
        engine.deploy(
                "once",
                start("a") + step("e", "probe.echo", "text=${a}") + end("end", "Fine") + chain("start", "e", "end"));
        StartRun request = new StartRun("once", null, Map.of("a", "b"), null, null, "key-1", "tester");
        List<String> ids = new CopyOnWriteArrayList<>();
        List<Thread> threads = java.util.stream.IntStream.range(0, 8)
                .mapToObj(_ -> Thread.startVirtualThread(
                        () -> ids.add(engine.runs().start(request).id())))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(ids).hasSize(8);
        assertThat(Set.copyOf(ids)).hasSize(1);
        assertThatThrownBy(() -> engine.runs()
                        .start(new StartRun("once", null, Map.of("a", "c"), null, null, "key-1", "tester")))
                .isInstanceOfSatisfying(
                        Rejected.class, e -> assertThat(e.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED"));
    }

    @Test
    void restartGoesOnWithOpenStepsAndRepeatsNoChange() throws Exception {
        engine.deploy(
                "long",
                start()
                        + step("m", "probe.make", "name=thing", "gate=m")
                        + step("s", "probe.stick", "name=s")
                        + end("end", "Fine")
                        + chain("start", "m", "s", "end"));
        Run run = engine.start("long", Map.of());
        Awaitility.await().until(() -> engine.probe.history.contains("make thing"));
        engine.restart();
        Awaitility.await().until(() -> engine.probe.history.contains("from 0"));
        engine.restart();
        Awaitility.await().until(() -> engine.probe.history.contains("from 1"));
        engine.probe.release("s");
        assertThat(engine.finished(run).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(engine.probe.history).containsOnlyOnce("make thing");
    }

    @Test
    void changeThatCannotBeLookedForIsNotRepeatedAfterARestart() throws Exception {
        engine.deploy(
                "blind",
                start() + step("b", "probe.blind", "name=b") + end("end", "Fine") + chain("start", "b", "end"));
        Run run = engine.start("blind", Map.of());
        Awaitility.await().until(() -> engine.probe.history.contains("blind b"));
        engine.restart();
        engine.awaitState(run, RunState.NEEDS_ATTENTION);
        assertThat(engine.step(run, "b").errorCode()).isEqualTo("OUTCOME_UNKNOWN");
        assertThat(engine.probe.history).containsExactly("blind b");
    }

    @Test
    void followerGetsWhatHappenedThenWhatHappensAndCanGoOnFromACursor() throws Exception {
        engine.deploy(
                "watched",
                start()
                        + step("e", "probe.echo", "text=one")
                        + step("h", "probe.hold", "name=w")
                        + step("f", "probe.echo", "text=two")
                        + end("end", "Fine")
                        + chain("start", "e", "h", "f", "end"));
        Run run = engine.start("watched", Map.of());
        Awaitility.await().until(() -> engine.probe.history.contains("holding w"));
        Recorder first = new Recorder();
        engine.feed().follow(run.id(), null, first);
        Awaitility.await().until(() -> first.types().contains("log"));
        String cursor = first.events.getLast().cursor();
        engine.probe.release("w");
        assertThat(first.ended.await(10, TimeUnit.SECONDS)).isTrue();
        Recorder second = new Recorder();
        engine.feed().follow(run.id(), cursor, second);
        assertThat(second.ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(first.lines()).containsExactly("echo one", "echo two");
        assertThat(second.lines()).containsExactly("echo two");
        assertThat(second.types()).contains("timeline", "step", "run");
    }

    @Test
    void listIsFilteredByStateAndTextAndPaged() throws Exception {
        engine.deploy(
                "listed",
                start("a")
                        + step("e", "probe.fail", "name=${a}", "times=0")
                        + end("end", "Fine")
                        + chain("start", "e", "end"));
        for (int i = 0; i < 5; i++) {
            engine.finished(engine.start("listed", Map.of("a", "value-" + i)));
        }
        RunFilter succeeded = new RunFilter("listed", Set.of(RunState.SUCCEEDED), null, null, null, null);
        var page = engine.runs().list(succeeded, null, 3);
        var rest = engine.runs().list(succeeded, page.next(), 3);
        assertThat(page.items()).hasSize(3);
        assertThat(rest.items()).hasSize(2);
        assertThat(rest.next()).isNull();
        assertThat(engine.runs()
                        .list(new RunFilter(null, Set.of(), null, null, null, "VALUE-3"), null, 10)
                        .items())
                .hasSize(1);
        assertThat(engine.runs()
                        .list(new RunFilter(null, Set.of(RunState.WAITING), null, null, null, null), null, 10)
                        .items())
                .isEmpty();
    }

    @Test
    void runsInSeveralStatesAreListedTogetherNewestFirst() throws Exception {
        engine.deploy("ends", start() + end("end", "Fine") + chain("start", "end"));
        engine.deploy(
                "waits",
                start() + "<bpmn:receiveTask id=\"w\" name=\"Wait\" />" + end("end", "Fine")
                        + chain("start", "w", "end"));
        List<Run> newestFirst = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            newestFirst.addFirst(engine.finished(engine.start("ends", Map.of())));
            newestFirst.addFirst(engine.start("waits", Map.of()));
        }
        engine.runs().cancel(newestFirst.get(2).id(), "Enough", "tester");
        engine.runs().cancel(newestFirst.get(4).id(), "Enough", "tester");
        Instant from = newestFirst.getLast().startedAt();
        List<String> ids = newestFirst.stream().map(Run::id).toList();

        List<String> listed = new ArrayList<>();
        Set<RunState> states = Set.of(RunState.SUCCEEDED, RunState.CANCELLED, RunState.WAITING, RunState.FAILED);
        String cursor = null;
        do {
            var page = engine.runs().list(new RunFilter(null, states, null, from, null, null), cursor, 4);
            page.items().forEach(run -> listed.add(run.id()));
            cursor = page.next();
        } while (cursor != null);
        Set<RunState> few = Set.of(RunState.CANCELLED, RunState.RUNNING);
        var cancelled = engine.runs().list(new RunFilter(null, few, null, from, null, null), null, 10);

        engine.runs().cancel(ids.getFirst(), "Enough", "tester");
        assertThat(listed).isEqualTo(ids);
        assertThat(cancelled.items()).extracting(Run::id).containsExactly(ids.get(2), ids.get(4));
    }

    private static final class Recorder implements io.signalbox.engine.event.RunFeed.Listener {
        final List<io.signalbox.engine.event.RunFeed.Event> events = new CopyOnWriteArrayList<>();
        final CountDownLatch ended = new CountDownLatch(1);

        @Override
        public void on(io.signalbox.engine.event.RunFeed.Event event) {
            events.add(event);
        }

        @Override
        public void ended() {
            ended.countDown();
        }

        List<String> types() {
            return events.stream().map(e -> e.type()).toList();
        }

        List<String> lines() {
            return events.stream()
                    .filter(e -> e.data() instanceof LogLine)
                    .map(e -> ((LogLine) e.data()).text())
                    .toList();
        }
    }
}
