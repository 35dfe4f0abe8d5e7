package io.signalbox.engine;

import static io.signalbox.engine.Bpmn.chain;
import static io.signalbox.engine.Bpmn.end;
import static io.signalbox.engine.Bpmn.start;
import static io.signalbox.engine.Bpmn.step;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How often something goes to the database and back; its commit comes on top. */
class RoundTripsTest {

    private static final int FEW = 3;
    private static final int MORE = 10;

    @Test
    void middleStepReadsOnceAndWritesOnceWhereThatTravelsTogether() throws Exception {
        try (EngineHarness engine = new EngineHarness()) {
            deploy(engine, "few", FEW);
            deploy(engine, "many", FEW + MORE);
            sent(engine, "few");
            sent(engine, "many");

            double perStep = (sent(engine, "many") - sent(engine, "few")) / (double) MORE;

            assertThat(perStep).isLessThan(EngineHarness.onPostgres() ? 2.5 : 7.5);
        }
    }

    @Test
    void approvalIsReadWithItsRunAndThoseWhoMayDecideAndNothingElse() {
        try (EngineHarness engine = new EngineHarness()) {
            engine.deploy(
                    "asks",
                    start() + "<bpmn:userTask id=\"ask\" name=\"Go on?\" camunda:candidateGroups=\"operator\" />"
                            + end("end", "Fine") + chain("start", "ask", "end"));
            IntStream.range(0, MORE).forEach(_ -> engine.start("asks", Map.of()));
            int before = engine.cable.sentHere();

            assertThat(engine.approvals().open(null, MORE).items()).hasSize(MORE);

            assertThat(engine.cable.sentHere() - before).isEqualTo(1 + 2 * MORE);
        }
    }

    private static void deploy(EngineHarness engine, String key, int steps) {
        List<String> ids = IntStream.range(0, steps).mapToObj(i -> "s" + i).toList();
        engine.deploy(
                key,
                start()
                        + String.join(
                                "",
                                ids.stream()
                                        .map(id -> step(id, "probe.echo", "text=" + id))
                                        .toList())
                        + end("end", "Fine")
                        + chain(Stream.of(Stream.of("start"), ids.stream(), Stream.of("end"))
                                .flatMap(s -> s)
                                .toArray(String[]::new)));
    }

    private static int sent(EngineHarness engine, String key) throws InterruptedException {
        int before = engine.cable.sentByGroups();
        engine.finished(engine.start(key, Map.of()));
        return engine.cable.sentByGroups() - before;
    }
}
