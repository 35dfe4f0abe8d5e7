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
import java.util.function.ToIntFunction;

/** Takes one step to its end on this node: attempt after attempt, each outcome written down before the next thing happens. */
final class StepWork implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(StepWork.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration LOOK_AT_LEASE = Duration.ofMillis(200);

    private final StepTools tools;
    private final OperationDescriptor operation;
    private final Begin begin;
    private final ToIntFunction<StepWork> gone;
    private StepRow step;
    private boolean look;
    /** Whether the present attempt may have begun what cannot be looked for. */
    private volatile boolean begun;

    private int gaps;
    private int crashes;
    private Call call;
    private Permits.@Nullable Held permits;
    private @Nullable Try current;
    private Call.@Nullable Stop stopped;

    /**
     * How to begin.
     *
     * @param look whether somebody may have worked on it before: then the effect is looked for first
     * @param at when the first attempt is due; null for at once
     * @param crashes how many nodes have gone away while they worked on it
     */
    record Begin(boolean look, @Nullable Instant at, int crashes) {

        static final Begin FRESH = new Begin(false, null, 0);
        static final Begin AGAIN = new Begin(true, null, 0);
    }

    /** @param gone is told when the step goes on without a thread that does not stop, and says how many such there are */
    StepWork(StepTools tools, OperationDescriptor operation, StepRow step, Begin begin, ToIntFunction<StepWork> gone) {
        this.tools = tools;
        this.operation = operation;
        this.step = step;
        this.begin = begin;
        this.gone = gone;
        this.crashes = begin.crashes();
        this.look = begin.look();
        this.gaps = tools.leases().gaps();
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

    /** The lease of this node has run out: another one may begin what this one does, unless it cannot tell whether that was done. */
    synchronized void doubt() {
        if (operation.effect() == Effect.CHANGE && !begun) {
            call.stopIfBegun(Call.Stop.LEASE_LOST);
        }
    }

    /** The step is certainly still this node's, as of so many gaps of its lease. */
    synchronized void sure(int gapsSeen) {
        gaps = gapsSeen;
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
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "What step {} of run {} came to could not be written down; it is left to somebody's attention",
                    step.id(),
                    step.rootId(),
                    e);
            unrecorded(e);
        } finally {
            MDC.clear();
        }
    }

    /** The database refuses what the step came to, or moving on broke. Tried until somebody can see it. */
    private void unrecorded(Throwable why) {
        Failure failure = Failure.lasting(
                UnknownOutcome.NOT_RECORDED,
                "What the step came to could not be written down ("
                        + why.getClass().getSimpleName() + ": "
                        + Failures.shortened(why.getMessage()) + "). The server's log has the details."
                        + " A retry looks for its effect first.");
        Duration wait = FIRST_WAIT;
        while (true) {
            try {
                tools.ends().failed(step, Try.none(step), failure);
                return;
            } catch (RuntimeException | Error e) {
                LOG.error("Step {} cannot be given to somebody's attention; trying again in {}", step.id(), wait, e);
            }
            if (await(tools.clock().instant().plus(wait)) != null) {
                return;
            }
            wait = wait.compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
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
        Instant due = begin.at();
        if (due != null && !(waited(due) && tools.ends().working(step))) {
            return;
        }
        while (attempt()) {
            look = true;
        }
    }

    /** One attempt. Returns whether another one follows. */
    private boolean attempt() {
        if (!awaitedLease()) {
            return false;
        }
        Try attempt = new Try(step.attempts() + 1, tools.clock().instant());
        begun = false;
        Outcome outcome = call(attempt);
        if (leaked()) {
            LOG.warn(
                    "The thread of step {} that did not stop has ended now; what it came to counts for nothing",
                    step.id());
            return false;
        }
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
            case Outcome.LeaseLost() -> resumed(attempt);
        };
    }

    /** The lease was in doubt during an attempt. Goes on if the step turns out to be this node's still. */
    private boolean resumed(Try attempt) {
        if (!awaitedLease()) {
            return false;
        }
        Optional<StepRow> mine = tools.leases().resume(step, attempt);
        if (mine.isEmpty()) {
            tools.ends().cancelled(step, attempt);
            return false;
        }
        step = mine.get();
        crashes++;
        return true;
    }

    /** Waits until it is certain that this node holds the step; if it is stopped meanwhile, ends it accordingly. */
    private boolean awaitedLease() {
        if (tools.leases().mayBegin(gaps)) {
            return true;
        }
        LOG.info("Step {} waits until the lease of this node is certain again", step.id());
        while (true) {
            Call.Stop stop = await(tools.clock().instant().plus(LOOK_AT_LEASE));
            if (stop != null) {
                letGo(stop);
                return false;
            }
            synchronized (this) {
                if (tools.leases().mayBegin(gaps)) {
                    return true;
                }
            }
        }
    }

    private Outcome call(Try attempt) {
        Call current = next(attempt);
        try {
            Permits.Held held = tools.permits().acquire(operation.connector(), step.host());
            try {
                permits(held);
                StepContext context =
                        tools.context(step, step.id(), attempt, step.policy().timeout(), current, held);
                return current.run(() -> verb(context), step.policy().timeout(), tools.timer());
            } finally {
                held.release();
            }
        } catch (InterruptedException e) {
            return new Outcome.Failed(Failures.of(e, operation.id()));
        }
    }

    private synchronized void permits(Permits.Held held) {
        permits = held;
    }

    private synchronized Call next(Try attempt) {
        current = attempt;
        call = new Call(operation.id(), new Call.Stuck(tools.settings().patience(), tools.timer(), this::stuck));
        if (stopped != null) {
            call.stop(stopped);
        }
        return call;
    }

    /** The operation does not stop. The step gets its outcome without it; its thread and what it holds are lost until it ends. */
    private void stuck(Call.Stop why, Thread thread) {
        Try attempt = current();
        int lost = gone.applyAsInt(this);
        IllegalStateException place = new IllegalStateException("It is here");
        place.setStackTrace(thread.getStackTrace());
        LOG.error(
                "{} was told to stop ({}) and does not; step {} of run {} is ended without it. {} threads have been lost like this since the start of this"
                        + " node",
                operation.id(),
                why,
                step.id(),
                step.rootId(),
                lost,
                place);
        giveUpPermits();
        if (why == Call.Stop.CANCELLED) {
            tools.ends().cancelled(step, attempt);
        } else {
            tools.ends()
                    .failed(
                            step,
                            attempt,
                            UnknownOutcome.stuck(operation, step.policy().timeout()));
        }
    }

    private synchronized Try current() {
        return current == null ? Try.none(step) : current;
    }

    private synchronized boolean leaked() {
        return call.leaked();
    }

    private synchronized void giveUpPermits() {
        if (permits != null) {
            permits.giveUp();
        }
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
        if (change) {
            tools.leases().check(gaps);
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
                || step.forgiven() > crashes;
        boolean unknown = begun && failure.retryable() && failure.left() == Failure.Left.UNSAID;
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
        letGo(stop);
        return false;
    }

    private void letGo(Call.Stop stop) {
        switch (stop) {
            case CANCELLED -> tools.ends().settled(step);
            case RELEASED -> tools.ends().released(step);
            case TIMED_OUT, LEASE_LOST -> LOG.info("Step {} is let go between attempts: {}", step.id(), stop);
        }
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
