package io.signalbox.engine;

import static io.signalbox.engine.Bpmn.chain;
import static io.signalbox.engine.Bpmn.end;
import static io.signalbox.engine.Bpmn.start;
import static io.signalbox.engine.Bpmn.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.engine.run.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.Map;

/** Editors write every field of an element template, also those left empty. */
class EmptyFieldsTest {

    private final EngineHarness engine = new EngineHarness();

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void whatAnEditorLeftEmptyWasNotGiven() throws Exception {
        engine.deploy(
                "empty",
                start()
                        + step(
                                "first",
                                "probe.echo",
                                "text=hello",
                                "host=",
                                "secret=",
                                "@resultVariable=",
                                "@timeout=",
                                "@retry.attempts= ",
                                "@retry.backoff=",
                                "@retry.budget=")
                        + step("second", "probe.echo", "text=${first.text} again")
                        + end("end", "Said")
                        + chain("start", "first", "second", "end"));

        Run run = engine.finished(engine.start("empty", Map.of()));

        assertThat(engine.step(run, "second").output()).containsEntry("text", "hello again");
    }
}
