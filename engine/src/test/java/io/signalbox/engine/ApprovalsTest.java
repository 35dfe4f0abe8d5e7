package io.signalbox.engine;

import static io.signalbox.engine.Bpmn.chain;
import static io.signalbox.engine.Bpmn.end;
import static io.signalbox.engine.Bpmn.start;
import static io.signalbox.engine.Bpmn.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.signalbox.engine.approval.Approval;
import io.signalbox.engine.approval.Approvals.Decision;
import io.signalbox.engine.run.Run;
import io.signalbox.engine.run.RunState;
import io.signalbox.engine.runbook.InputField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** User tasks that ask people to decide, with a form. */
class ApprovalsTest {

    private static final String FORM = """
            <bpmn:userTask id="ask" name="Let it go?" camunda:candidateGroups="operator,admin" camunda:candidateUsers="ada"><bpmn:documentation>Read the figures.</bpmn:documentation>
              <bpmn:extensionElements><camunda:formData>
                <camunda:formField id="where" label="Where" type="string">
                  <camunda:properties><camunda:property id="help" value="A name" /><camunda:property id="pattern" value="[a-z0-9-]+" />
                    <camunda:property id="suggest" value="hosts" /></camunda:properties>
                  <camunda:validation><camunda:constraint name="required" /><camunda:constraint name="maxlength" config="20" /></camunda:validation>
                </camunda:formField>
                <camunda:formField id="share" label="Share" type="long" defaultValue="10">
                  <camunda:validation><camunda:constraint name="min" config="1" /><camunda:constraint name="max" config="100" /></camunda:validation>
                </camunda:formField>
                <camunda:formField id="speed" label="Speed" type="enum"><camunda:value id="slow" name="Slowly" /><camunda:value id="fast" name="At once" /></camunda:formField>
                <camunda:formField id="tell" type="boolean" />
              </camunda:formData></bpmn:extensionElements></bpmn:userTask>
            """;

    private final EngineHarness engine = new EngineHarness();

    @BeforeEach
    void deploy() {
        engine.deploy(
                "asks",
                start()
                        + FORM
                        + step(
                                "said",
                                "probe.echo",
                                "text=${ask.by} says ${ask.decision} for ${ask.where}, ${ask.share}")
                        + end("end", "Decided")
                        + chain("start", "ask", "said", "end"));
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void everythingThatIsNeededToDecideIsThere() {
        Run run = engine.start("asks", Map.of());

        Approval approval = waiting();

        assertThat(approval.runId()).isEqualTo(run.id());
        assertThat(approval.name()).isEqualTo("Let it go?");
        assertThat(approval.description()).isEqualTo("Read the figures.");
        assertThat(approval.groups()).containsExactlyInAnyOrder("operator", "admin");
        assertThat(approval.users()).containsExactly("ada");
        assertThat(approval.fields())
                .containsExactly(
                        new InputField(
                                "where",
                                "Where",
                                "A name",
                                InputField.Type.STRING,
                                true,
                                null,
                                null,
                                20L,
                                "[a-z0-9-]+",
                                InputField.Suggest.HOSTS,
                                List.of()),
                        new InputField(
                                "share",
                                "Share",
                                "",
                                InputField.Type.LONG,
                                false,
                                "10",
                                1L,
                                100L,
                                null,
                                null,
                                List.of()),
                        new InputField(
                                "speed",
                                "Speed",
                                "",
                                InputField.Type.ENUM,
                                false,
                                null,
                                null,
                                null,
                                null,
                                null,
                                List.of(
                                        new InputField.Option("slow", "Slowly"),
                                        new InputField.Option("fast", "At once"))),
                        new InputField(
                                "tell",
                                "tell",
                                "",
                                InputField.Type.BOOLEAN,
                                false,
                                null,
                                null,
                                null,
                                null,
                                null,
                                List.of()));
    }

    @Test
    void whatWasDecidedIsThereForTheStepsAfterIt() throws Exception {
        Run run = engine.start("asks", Map.of());

        engine.approvals().decide(waiting().id(), approved(Map.of("where", "web-1"), "ada"));

        engine.finished(run);
        assertThat(engine.step(run, "said").output()).containsEntry("text", "ada says approve for web-1, 10");
        assertThat(open()).isEmpty();
    }

    @Test
    void everythingThatIsWrongInTheFormIsToldAtOnceAndTheApprovalGoesOnWaiting() {
        engine.start("asks", Map.of());
        Map<String, Object> wrong = Map.of("where", "Web 1", "share", 700, "speed", "warp", "colour", "red");

        Rejected refused = catchThrowableOfType(
                Rejected.class, () -> engine.approvals().decide(waiting().id(), approved(wrong, "ada")));

        assertThat(refused.code()).isEqualTo("INPUTS_INVALID");
        assertThat(refused.findings()).hasSize(4);
        assertThat(open()).hasSize(1);
    }

    @Test
    void ofAllWhoDecideAtTheSameMomentOneDoesAndTheOthersAreTold() throws Exception {
        for (int round = 0; round < 10; round++) {
            Run run = engine.start("asks", Map.of());
            Callable<String> decide = deciding(waiting().id());

            List<String> told = atOnce(List.of(decide, decide, decide, decide));

            assertThat(told)
                    .containsExactlyInAnyOrder(
                            "done", "APPROVAL_NOT_FOUND", "APPROVAL_NOT_FOUND", "APPROVAL_NOT_FOUND");
            engine.finished(run);
            assertThat(engine.runs().timeline(run.id()).toString()).containsOnlyOnce("Approved: Let it go?");
        }
    }

    @Test
    void whoCancelsWhileSomebodyDecidesEndsTheRunOneWayOrTheOther() throws Exception {
        for (int round = 0; round < 10; round++) {
            Run run = engine.start("asks", Map.of());
            Callable<String> cancel = () -> {
                engine.runs().cancel(run.id(), "Enough", "bob");
                return "done";
            };

            List<String> told = atOnce(List.of(deciding(waiting().id()), cancel));

            assertThat(told.getFirst()).isIn("done", "APPROVAL_NOT_FOUND");
            assertThat(told.getLast()).isEqualTo("done");
            assertThat(engine.finished(run).state()).isIn(RunState.CANCELLED, RunState.SUCCEEDED);
            assertThat(open()).isEmpty();
        }
    }

    private Callable<String> deciding(String id) {
        return () -> {
            try {
                engine.approvals()
                        .decide(
                                id,
                                approved(
                                        Map.of("where", "web-1"),
                                        Thread.currentThread().getName()));
                return "done";
            } catch (Rejected e) {
                return e.code();
            }
        };
    }

    private static List<String> atOnce(List<Callable<String>> acts) throws Exception {
        try (var threads = Executors.newFixedThreadPool(acts.size())) {
            List<String> told = new ArrayList<>();
            for (Future<String> one : threads.invokeAll(acts)) {
                told.add(one.get());
            }
            return told;
        }
    }

    @Test
    void whoReadsTheListWhileTheyAreDecidedIsToldOnlyWhatStillWaits() throws Exception {
        List<Run> runs = IntStream.range(0, 40)
                .mapToObj(_ -> engine.start("asks", Map.of()))
                .toList();
        List<String> ids = open().stream().map(Approval::id).toList();
        assertThat(ids).hasSize(40);

        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<?> decided = threads.submit(() ->
                    ids.forEach(id -> engine.approvals().decide(id, approved(Map.of("where", "web-1"), "ada"))));
            while (!open().isEmpty()) {
                assertThat(ids).containsAll(open().stream().map(Approval::id).toList());
            }
            decided.get();
        }
        for (Run run : runs) {
            engine.finished(run);
        }
    }

    @Test
    void allThatWaitAreToldPageByPageTheOldestFirst() {
        List<String> runs = IntStream.range(0, 7)
                .mapToObj(_ -> engine.start("asks", Map.of()).id())
                .toList();
        // As if several had come at the same moment.
        engine.db()
                .sql(
                        "update ACT_RU_TASK set CREATE_TIME_ = (select min(CREATE_TIME_) from ACT_RU_TASK) where PROC_INST_ID_ in (:runs)")
                .param("runs", runs.subList(0, 5))
                .update();
        List<String> told = new ArrayList<>();
        String cursor = null;
        do {
            Page<Approval> page = engine.approvals().open(cursor, 2);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
            page.items().forEach(approval -> told.add(approval.runId()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(told).containsExactlyInAnyOrderElementsOf(runs);
        assertThat(told.subList(5, 7)).isEqualTo(runs.subList(5, 7));
        assertThat(catchThrowableOfType(Rejected.class, () -> engine.approvals().open("nonsense", 2))
                        .code())
                .isEqualTo("CURSOR_INVALID");
    }

    private List<Approval> open() {
        return engine.approvals().open(null, 50).items();
    }

    private Approval waiting() {
        return open().getFirst();
    }

    private static Decision approved(Map<String, Object> fields, String actor) {
        return new Decision(true, null, fields, actor);
    }
}
