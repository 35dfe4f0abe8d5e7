package io.signalbox.engine.step;

import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Findable;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.Repeatable;
import io.signalbox.sdk.describe.OperationDescriptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Takes one step to its end on this node: attempt after attempt, each outcome written down before the next thing happens. */
final class StepWork implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(StepWork.class);

    private final StepTools tools;
    private final OperationDescriptor operation;
    private StepRow step;
    private boolean look;
    private boolean begun;
    private Call call;
    private Call.@Nullable Stop stopped;

    /** @param takenOver whether somebody may have worked on it before: then the effect is looked for first */
    StepWork(StepTools tools, OperationDescriptor operation, StepRow step, boolean takenOver) {
        this.tools = tools;
        this.operation = operation;
        this.step = step;
        this.look = takenOver;
        this.call = new Call(operation.id());
    }

    /** Stops it, now and between attempts. */
    synchronized void stop(Call.Stop why) {
        if (stopped == null) {
            stopped = why;
        }
        call.stop(why);
        notifyAll();
    }

    /** Whether it only waits: for a retry, or inside the operation. */
    synchronized boolean waiting() {
        return call.waiting();
    }

    StepRow step() {
        return step;
    }

    @Override
    public void run() {
        MDC.put("run", step.rootId());
        MDC.put("step", step.id());
        MDC.put("runbook", step.runbook());
        try {
            work();
        } catch (RuntimeException e) {
            LOG.error(
                    "Step {} of run {} could not be taken to its end on this node; it stays open and is tried again at the next start",
                    step.id(),
                    step.rootId(),
                    e);
        } finally {
            MDC.clear();
        }
    }

    private void work() {
        if (step.inputProblem() != null) {
            tools.ends().failed(step, Try.none(step), Failure.lasting("INPUT_INVALID", step.inputProblem()));
            return;
        }
        Map<String, Object> done = step.output();
        if (done != null) {
            tools.ends().completed(step, Try.none(step), done, operation);
            return;
        }
        while (attempt()) {
            look = true;
        }
    }

    /** One attempt. Returns whether another one follows. */
    private boolean attempt() {
        Try attempt = new Try(step.attempts() + 1, tools.clock().instant());
        Outcome outcome = call(attempt);
        return switch (outcome) {
            case Outcome.Completed(Map<String, Object> output) -> {
                tools.ends().completed(step, attempt, output, operation);
                yield false;
            }
            case Outcome.Failed(Failure failure) -> failed(attempt, failure);
            case Outcome.Cancelled() -> {
                tools.ends().cancelled(step, attempt);
                yield false;
            }
            case Outcome.Released() -> {
                tools.ends().released(step);
                yield false;
            }
            case Outcome.LeaseLost() -> {
                LOG.warn("Another node has taken over step {}; this node lets it go", step.id());
                yield false;
            }
        };
    }

    private Outcome call(Try attempt) {
        Call current = next();
        try {
            Permits.Held permits = tools.permits().acquire(operation.connector(), step.host());
            try {
                StepContext context =
                        tools.context(step, step.id(), attempt, step.policy().timeout(), current, permits);
                return current.run(() -> verb(context), step.policy().timeout(), tools.timer());
            } finally {
                permits.release();
            }
        } catch (InterruptedException e) {
            return new Outcome.Failed(Failures.of(e, operation.id()));
        }
    }

    private synchronized Call next() {
        call = new Call(operation.id());
        if (stopped != null) {
            call.stop(stopped);
        }
        return call;
    }

    private Map<String, Object> verb(StepContext context) throws InterruptedException {
        Record input = tools.binder().bind(operation, step.input(), tools.secrets());
        boolean change = operation.effect() == Effect.CHANGE;
        if (change && look) {
            Optional<Record> found = find(operation.operation(), input, context);
            if (found.isPresent()) {
                context.log().info("The effect of this step is there already; it is not repeated.");
                return tools.json(operation, found.get());
            }
        }
        if (change && !operation.findable() && !repeatable(operation.operation(), input)) {
            tools.ends().begin(step);
            begun = true;
        }
        return tools.json(operation, apply(operation.operation(), input, context));
    }

    /** Looks for the effect; says that the outcome is unknown where it cannot be looked for and a repeat might do it twice. */
    private Optional<Record> find(Operation<?, ?> any, Record input, StepContext context) throws InterruptedException {
        if (any instanceof Findable<?, ?> findable) {
            return found(findable, input, context);
        }
        if (step.begun() && !repeatable(any, input)) {
            throw UnknownOutcome.of(operation.id());
        }
        return Optional.empty();
    }

    private boolean failed(Try attempt, Failure failure) {
        int counted = attempt.number() - step.forgiven();
        boolean budgetLeft = Duration.between(step.createdAt(), tools.clock().instant())
                                .compareTo(step.policy().budget())
                        < 0
                || step.forgiven() > 0;
        boolean unknown = failure.code().equals("STEP_TIMEOUT") && begun;
        if (!failure.retryable() || unknown || counted >= step.policy().attempts() || !budgetLeft) {
            tools.ends().failed(step, attempt, unknown ? UnknownOutcome.after(failure) : failure);
            return false;
        }
        Duration wait = step.policy().waitAfter(counted, tools.random());
        Duration asked = failure.retryAfter();
        Instant retryAt = tools.clock().instant().plus(asked != null && asked.compareTo(wait) > 0 ? asked : wait);
        Optional<StepRow> next = tools.ends().retrying(step, attempt, failure, retryAt);
        if (next.isEmpty()) {
            return false;
        }
        step = next.get();
        return waited(retryAt) && tools.ends().working(step);
    }

    /** Waits for the next attempt; if it is stopped meanwhile, ends the step accordingly. */
    private boolean waited(Instant until) {
        Call.Stop stop = await(until);
        if (stop == null) {
            return true;
        }
        switch (stop) {
            case CANCELLED -> tools.ends().settled(step);
            case RELEASED -> tools.ends().released(step);
            case TIMED_OUT, LEASE_LOST -> LOG.debug("Step {} is let go between attempts: {}", step.id(), stop);
        }
        return false;
    }

    private synchronized Call.@Nullable Stop await(Instant until) {
        while (stopped == null) {
            long left = Duration.between(tools.clock().instant(), until).toMillis();
            if (left <= 0) {
                return null;
            }
            try {
                TimeUnit.MILLISECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                LOG.debug("Woken by an interrupt meant for an attempt that has ended");
            }
        }
        return stopped;
    }

    private static boolean repeatable(Operation<?, ?> any, Record input) {
        return any instanceof Repeatable<?, ?> repeatable && isRepeatable(repeatable, input);
    }

    @SuppressWarnings("unchecked") // the descriptor binds the input record that the operation declares
    private static <I extends Record> boolean isRepeatable(Repeatable<I, ?> operation, Record input) {
        return operation.repeatable((I) input);
    }

    @SuppressWarnings("unchecked") // as above
    private static <I extends Record, O extends Record> O apply(
            Operation<I, O> operation, Record input, StepContext context) throws InterruptedException {
        return operation.apply((I) input, context);
    }

    @SuppressWarnings("unchecked") // as above
    private static <I extends Record, O extends Record> Optional<Record> found(
            Findable<I, O> operation, Record input, StepContext context) throws InterruptedException {
        return operation.find((I) input, context).map(o -> o);
    }
}
