package io.signalbox.engine.step;

import io.signalbox.engine.EngineSettings;
import io.signalbox.engine.Json;
import io.signalbox.engine.Rejected;
import io.signalbox.engine.Storable;
import io.signalbox.engine.log.LogWriter;
import io.signalbox.engine.secret.Secrets;
import io.signalbox.sdk.describe.OperationDescriptor;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/** What every step needs to be worked on. */
record StepTools(
        InputBinder binder,
        Secrets secrets,
        Permits permits,
        ScheduledExecutorService timer,
        LogWriter logs,
        StepEnds ends,
        RunsOfSteps runs,
        StepLeases leases,
        EngineSettings settings,
        Clock clock,
        RandomGenerator random) {

    /** @param effectOf whose effect the call is about */
    StepContext context(StepRow step, String effectOf, Try attempt, Duration timeout, Call call, Permits.Held permits) {
        return new StepContext(
                step,
                effectOf,
                attempt.number(),
                attempt.started().plus(timeout),
                call,
                permits,
                logs.open(step.runId(), step.rootId(), step.id(), step.host()),
                runs.of(step, attempt, permits),
                ends,
                clock);
    }

    /** An output as JSON, refused if it is too large. */
    Map<String, Object> json(OperationDescriptor operation, Record output) {
        Map<String, Object> json = Storable.object(binder.toJson(output));
        int size = Json.write(json).getBytes(StandardCharsets.UTF_8).length;
        if (size > settings.largestOutput().toBytes()) {
            throw new Rejected(
                    Rejected.Kind.TOO_LARGE,
                    "OUTPUT_TOO_LARGE",
                    operation.id() + " returned " + size + " bytes; at most "
                            + settings.largestOutput().toBytes()
                            + " are kept. Ask it for less, or raise signalbox.engine.largest-output.");
        }
        return json;
    }
}
