package io.signalbox.connectors.docker;

import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.Plan;
import io.signalbox.sdk.Step;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts a new container in the place of an old one and keeps the old one, by moves each of which may be made twice.
 *
 * <p>The new container is created first, under a name made from the step id, and carries in its labels what was there before; then
 * names are changed, and it is removed last when all is taken back. So in every state in between, whoever comes (the next attempt, another node, an undo)
 * reads from the host alone what has been done and what is to do, and the engine's refusal of a second container of one name keeps two
 * of them from doing it twice.
 *
 * <pre>
 *   create name.next-x → [name.previous → name.parked-x] → [name → name.previous] → name.next-x → name
 *   → stop old, start new (or the other way round)
 * </pre>
 */
final class Replacement {

    /** In which order the two change over. */
    enum Order {
        STOP_FIRST,
        START_FIRST
    }

    /**
     * The container that is there now.
     *
     * @param previousId the one it took the place of, kept as {@code <name>.previous}; null if there was none
     * @param previousWasRunning whether that one was running before
     * @param parkedId the one that was {@code <name>.previous} before; null if there was none
     */
    record Done(
            String containerId,
            String imageId,
            @Nullable String previousId,
            boolean previousWasRunning,
            @Nullable String parkedId) {}

    private final DockerHost host;
    private final Step step;
    private final Names names;
    private boolean toldToStop;

    Replacement(DockerHost host, Step step, String name) {
        this.host = host;
        this.step = step;
        this.names = new Names(name, step.id());
    }

    /** Whether all of it is done. */
    Optional<Done> find() throws InterruptedException {
        Survey survey = survey();
        return survey.mine()
                .filter(mine -> mine.name().equals(names.current()) && mine.running())
                .filter(mine -> survey.byId(mine.label(Labels.REPLACES))
                        .filter(Found::running)
                        .isEmpty())
                .filter(mine -> leftovers(survey, mine).isEmpty())
                .map(Replacement::done);
    }

    /**
     * Does it, or goes on with it. If the new container does not start, everything is as before when this throws.
     *
     * @param adopt whether the old one may be one that no step made
     */
    Done apply(ContainerSpec spec, Order order, boolean adopt) throws InterruptedException {
        try {
            Found mine = prepared(spec, adopt);
            changeOver(mine, order);
            removeLeftovers(mine);
            return done(mine);
        } catch (ConnectorException e) {
            throw e.error() == DockerError.HOST_UNREACHABLE ? e : putBackAfter(e);
        } catch (InterruptedException e) {
            Cleanup.now(
                    step, "What was there before could not be put back on host " + host.name(), () -> putBack(null, 0));
            throw e;
        }
    }

    private ConnectorException putBackAfter(ConnectorException failure) throws InterruptedException {
        try {
            if (survey().mine().isPresent()) {
                step.log().warn("The new container does not come up; what was there before is put back.");
                putBack(null, 0);
            }
            return failure;
        } catch (ConnectorException e) {
            failure.addSuppressed(e);
            return new ConnectorException(
                    failure.error(),
                    failure.getMessage() + "\nWhat was there before could not be put back: " + e.getMessage(),
                    failure);
        }
    }

    private Found prepared(ContainerSpec spec, boolean adopt) throws InterruptedException {
        Survey before = survey();
        if (before.mine().isPresent()) {
            step.log().info("Going on with what an earlier attempt began.");
            return before.mine().get();
        }
        host.imageToRun(spec.image());
        Optional<Found> old = before.byName(names.current());
        if (!adopt) {
            refuseForeign(old);
        }
        Map<String, String> labels = Labels.of(step, spec.service());
        old.ifPresent(o -> {
            labels.put(Labels.REPLACES, o.id());
            labels.put(Labels.REPLACES_RUNNING, String.valueOf(o.running()));
            before.byName(names.previous()).ifPresent(p -> labels.put(Labels.PARKS, p.id()));
        });
        return Survey.create(host, step.id(), spec, names.next(), labels);
    }

    private void refuseForeign(Optional<Found> old) {
        if (old.isPresent() && !old.get().ours()) {
            throw DockerError.NAME_TAKEN.because("The name " + names.current() + " on host " + host.name()
                    + " is taken by a container that Signalbox did not make (image "
                    + old.get().image()
                    + "). Remove or rename it, or set adopt to true: then it is kept as " + names.previous() + ".");
        }
    }

    private void changeOver(Found mine, Order order) throws InterruptedException {
        Survey now = survey();
        Optional<Found> old = now.byId(mine.label(Labels.REPLACES));
        Optional<Found> parked = now.byId(mine.label(Labels.PARKS));
        if (parked.isPresent() && parked.get().name().equals(names.previous())) {
            host.rename(parked.get().id(), names.parked());
        }
        if (old.isPresent() && old.get().name().equals(names.current())) {
            host.rename(old.get().id(), names.previous());
        }
        if (!mine.name().equals(names.current())) {
            host.rename(mine.id(), names.current());
        }
        if (order == Order.START_FIRST) {
            start(mine.id());
        }
        if (old.isPresent() && old.get().running()) {
            step.progress(0.5, "stopping the one before");
            step.log().info("Stopping the one before (" + old.get().image() + "), kept as " + names.previous() + ".");
            toldToStop = true;
            host.stop(old.get().id(), names.previous(), null);
        }
        if (order == Order.STOP_FIRST) {
            start(mine.id());
        }
    }

    private void start(String id) throws InterruptedException {
        step.progress(0.8, "starting the new one");
        step.log().info("Starting the new " + names.current() + ".");
        host.start(id, names.current());
        Settling.afterStart(host, id, names.current(), false);
    }

    /**
     * Takes it back: the same containers under the same names, running if they did.
     *
     * @param output what the step returned; null when it did not come so far
     */
    void undo(@Nullable Done output) throws InterruptedException {
        putBack(output, null);
    }

    /** Takes back what an apply left that did not come to its end; returns whether there was anything. */
    boolean undoUnfinished() throws InterruptedException {
        boolean begun = survey().mine().isPresent();
        putBack(null, null);
        return begun;
    }

    /** @param grace seconds for the new one to stop; null for its own */
    private void putBack(@Nullable Done output, @Nullable Integer grace) throws InterruptedException {
        Survey now = survey();
        Optional<Found> mine = now.mine();
        Done was = mine.isPresent() ? done(mine.get()) : output;
        if (was == null) {
            return;
        }
        Optional<Found> old = now.byId(was.previousId());
        Optional<Found> parked = now.byId(was.parkedId());
        refuseIfSuperseded(now, mine, old);
        if (was.previousId() != null && old.isEmpty()) {
            throw DockerError.NO_PREVIOUS.because("The container that " + names.current() + " on host " + host.name()
                    + " took the place of is gone, so it cannot be put back. Deploy the wanted version instead.");
        }
        if (mine.isPresent()) {
            host.stop(mine.get().id(), names.current(), grace);
            if (mine.get().name().equals(names.current())) {
                host.rename(mine.get().id(), names.next());
            }
        }
        if (old.isPresent() && !old.get().name().equals(names.current())) {
            host.rename(old.get().id(), names.current());
        }
        if (parked.isPresent() && parked.get().name().equals(names.parked())) {
            host.rename(parked.get().id(), names.previous());
        }
        if (old.isPresent() && old.get().running() && toldToStop) {
            // An engine goes on stopping it although nobody waits any more: it must have stopped before it can be
            // started.
            host.stop(old.get().id(), names.current(), 1);
        }
        if (old.isPresent() && was.previousWasRunning()) {
            step.log().info("The one before runs again (" + old.get().image() + ").");
            host.start(old.get().id(), names.current());
        }
        for (Found made : now.all()) {
            if (made.madeBy(step.id())) {
                host.remove(made.id(), names.next(), true);
            }
        }
    }

    private void refuseIfSuperseded(Survey now, Optional<Found> mine, Optional<Found> old) {
        Optional<Found> current = now.byName(names.current());
        boolean mineMoved = mine.isPresent()
                && !mine.get().name().equals(names.current())
                && !mine.get().name().equals(names.next());
        boolean strangerIsThere = current.isPresent()
                && !current.get().id().equals(mine.map(Found::id).orElse(""))
                && !current.get().id().equals(old.map(Found::id).orElse(""));
        if (mineMoved || strangerIsThere) {
            throw DockerError.SUPERSEDED.because("Container " + names.current() + " on host " + host.name()
                    + " has been changed since"
                    + current.map(c -> " (" + c.image() + ", " + c.origin() + ")")
                            .orElse("")
                    + ". Take that back first, or deploy the wanted version.");
        }
    }

    private void removeLeftovers(Found mine) throws InterruptedException {
        for (Found c : leftovers(survey(), mine)) {
            try {
                host.remove(c.id(), c.name(), false);
                step.log().info("Removed " + c.name() + " (" + c.image() + "), of no more use.");
            } catch (ConnectorException e) {
                step.log().warn(c.name() + " was not removed: " + e.getMessage());
            }
        }
    }

    /** What earlier runs put aside is of no more use. What this run put aside, it may still have to put back.
     * A twin was made by a call that came late and never ran. */
    private List<Found> leftovers(Survey now, Found mine) {
        List<String> parkedByThisRun = now.all().stream()
                .filter(c -> c.label(Labels.RUN).equals(step.run().id()))
                .map(c -> c.label(Labels.PARKS))
                .toList();
        return now.all().stream()
                .filter(c -> !c.running())
                .filter(c -> (c.name().startsWith(names.parkedPrefix()) && !parkedByThisRun.contains(c.id()))
                        || (c.madeBy(step.id()) && !c.id().equals(mine.id())))
                .toList();
    }

    /** @param output makes the output of the operation from what would be there */
    <O extends Record> Plan<O> plan(ContainerSpec spec, boolean adopt, Function<Done, O> output)
            throws InterruptedException {
        Survey now = survey();
        Optional<Found> old = now.byName(names.current());
        if (!adopt) {
            refuseForeign(old);
        }
        String image = host.image(spec.image().text()).map(Inspected::id).orElse(Plans.UNKNOWN);
        Done done = new Done(
                Plans.UNKNOWN,
                image,
                old.map(Found::id).orElse(null),
                old.map(Found::running).orElse(false),
                old.flatMap(_ -> now.byName(names.previous())).map(Found::id).orElse(null));
        return Plans.replace(host, names, spec, old, output.apply(done));
    }

    private static Done done(Found mine) {
        return new Done(
                mine.id(),
                mine.imageId(),
                orNull(mine.label(Labels.REPLACES)),
                Boolean.parseBoolean(mine.label(Labels.REPLACES_RUNNING)),
                orNull(mine.label(Labels.PARKS)));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private Survey survey() throws InterruptedException {
        return Survey.of(host, step.id());
    }
}
