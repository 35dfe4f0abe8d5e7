package io.signalbox.testkit;

import io.signalbox.sdk.ConnectorContext;
import io.signalbox.sdk.ConnectorFactory;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Plan;
import io.signalbox.sdk.describe.OperationDescriptor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The suite that every operation passes, against the real system. The test of an operation extends it, names the operation, gives
 * a valid input and says what must be true of the world afterwards; what the operation can do is read off its interfaces, and
 * only what it can do is tested. Everything goes the way it goes in the engine: on a virtual thread, from a connector made by its
 * factory, outputs through JSON, and another connector instance after a crash.
 *
 * <p>The world is {@linkplain #reset() reset} before and after each scenario.
 */
public abstract class OperationContract<I extends Record, O extends Record> {

    /** Its id, {@code docker.run-container}. */
    protected abstract String operation();

    protected abstract ConnectorFactory factory();

    /** A valid input that changes something, and that a step may be done with in a few seconds. */
    protected abstract I input();

    /** Checks that the world is as it should be after the step, and that the output says so; exactly one effect, not two. */
    protected abstract void verifyApplied(I input, O output, TestStep step) throws Exception;

    /** Checks that the world is as {@link #reset()} left it. Asked after a plan, a refused input, and by default after undo and cancel. */
    protected void verifyUntouched(I input, TestStep step) throws Exception {}

    /** Checks that the effect is gone after an undo. */
    protected void verifyUndone(I input, TestStep step) throws Exception {
        verifyUntouched(input, step);
    }

    /** Checks that nothing is left of an {@link #endless()} step that was cancelled. */
    protected void verifyCancelled(I input, TestStep step) throws Exception {
        verifyUntouched(input, step);
    }

    /** Puts the world into the state from which {@link #input()} makes sense. */
    protected void reset() throws Exception {}

    /** What the connector is built from. */
    protected ConnectorContext context() {
        return TestContext.of(TestSite.EMPTY);
    }

    /** A new step. */
    protected TestStep step() {
        return TestStep.create();
    }

    /** An input with which the operation does not end by itself, if there is one. */
    protected Optional<I> endless() {
        return Optional.empty();
    }

    /** Inputs that the operation refuses. */
    protected Stream<BadInput<I>> badInputs() {
        return Stream.empty();
    }

    /** How long after its start a step is cancelled, once for each. */
    protected List<Duration> cancelAfter() {
        return List.of(Duration.ZERO, Duration.ofMillis(20), Duration.ofMillis(150));
    }

    /** How long {@link #input()} may take. */
    protected Duration longest() {
        return Duration.ofSeconds(60);
    }

    /** Whether {@code find} recognises the effect of its own step only, and not a state that anybody could have brought about. */
    protected boolean findsOnlyItsOwn() {
        return true;
    }

    /** Compares what a step returned with what was found of it later, or returned by a repeat. */
    protected boolean same(O first, O later) {
        return first.equals(later);
    }

    /** A further look at the plan for {@link #input()}. */
    protected void verifyPlan(I input, Plan<O> plan) throws Exception {}

    @TestFactory
    final Stream<DynamicTest> contract() {
        OperationScenarios<I, O> scenarios = new OperationScenarios<>(this);
        OperationDescriptor described = scenarios.describe();
        boolean read = described.effect() == Effect.READ;
        return Stream.of(
                        scenario("is described completely", true, () -> CompleteDescription.check(described)),
                        scenario("applies, and its output survives JSON", true, scenarios::applies),
                        scenario("is found again after a crash", described.findable(), scenarios::isFoundAgain),
                        scenario("is repeated without harm", read || described.repeatable(), scenarios::isRepeated),
                        scenario("plans without touching anything", described.plannable(), scenarios::plans),
                        scenario("is taken back, twice", described.undoable(), scenarios::isTakenBack),
                        endless().stream()
                                .map(i -> test(
                                        "stops within 5 s when cancelled, and leaves nothing",
                                        () -> scenarios.endlessIsCancelled(i))),
                        cancelAfter().stream()
                                .flatMap(after -> Stream.of(
                                                scenario(
                                                        "goes on after a cancel at " + after.toMillis() + " ms",
                                                        read || described.findable() || described.repeatable(),
                                                        () -> scenarios.goesOnAfterCancel(after)),
                                                scenario(
                                                        "takes back a cancel at " + after.toMillis() + " ms",
                                                        described.findable() && described.undoable(),
                                                        () -> scenarios.takesBackCancel(after)))
                                        .flatMap(s -> s)),
                        badInputs().map(bad -> test("refuses " + bad.what(), () -> scenarios.refuses(bad))))
                .flatMap(s -> s);
    }

    private Stream<DynamicTest> scenario(String name, boolean capable, Scenario scenario) {
        return capable ? Stream.of(test(name, scenario)) : Stream.empty();
    }

    private DynamicTest test(String name, Scenario scenario) {
        return DynamicTest.dynamicTest(operation() + " " + name, () -> {
            reset();
            try {
                scenario.play();
            } finally {
                reset();
            }
        });
    }

    /** One thing that must hold. */
    interface Scenario {
        void play() throws Exception;
    }
}
