package io.signalbox.connectors.docker;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Lets two containers change places, by moves each of which may be made twice and which lead on from every state in between. */
final class Exchange {

    private final DockerHost host;
    private final Names names;
    private final Set<String> toldToStop = new HashSet<>();

    Exchange(DockerHost host, Names names) {
        this.host = host;
        this.names = names;
    }

    /**
     * One gets the name, the other is stopped and becomes the previous one.
     *
     * @param start whether the one that gets the name is to run
     * @param grace seconds for the other to stop; null for its own
     */
    void bring(String in, @Nullable String out, boolean start, @Nullable Integer grace) throws InterruptedException {
        Survey now = Survey.of(host, names.stepId());
        Found coming = now.byId(in)
                .orElseThrow(() -> DockerError.NO_PREVIOUS.because("The container that should become " + names.current()
                        + " on host " + host.name() + " is gone. Deploy the wanted version instead."));
        Optional<Found> going = now.byId(out);
        refuseStrangers(now, in, out);
        if (going.isPresent()) {
            String name = going.get().name();
            if (name.equals(names.current())) {
                host.rename(going.get().id(), names.swap());
            }
            if (going.get().running()) {
                toldToStop.add(going.get().id());
                host.stop(going.get().id(), names.current(), grace);
            }
        }
        if (!coming.name().equals(names.current())) {
            host.rename(in, names.current());
        }
        if (toldToStop.contains(in) && coming.running()) {
            // An engine goes on stopping it although nobody waits any more: it must have stopped before it can be
            // started.
            host.stop(in, names.current(), 1);
        }
        if (start) {
            host.start(in, names.current());
        }
        if (going.isPresent() && !going.get().name().equals(names.previous())) {
            host.rename(going.get().id(), names.previous());
        }
    }

    /** Takes a {@link #bring} back: each has the name again that it had, and runs if it did. */
    void back(String in, boolean inWasRunning, @Nullable String out, boolean outWasRunning, @Nullable Integer grace)
            throws InterruptedException {
        if (out != null) {
            bring(out, in, outWasRunning, grace);
        } else {
            Survey now = Survey.of(host, names.stepId());
            refuseStrangers(now, in, null);
            Optional<Found> brought = now.byId(in);
            if (brought.isPresent() && brought.get().name().equals(names.current())) {
                if (!inWasRunning) {
                    host.stop(in, names.current(), grace);
                }
                host.rename(in, names.previous());
            }
        }
    }

    private void refuseStrangers(Survey now, String in, @Nullable String out) {
        Optional<Found> current = now.byName(names.current());
        if (current.isPresent()
                && !current.get().id().equals(in)
                && !current.get().id().equals(out)) {
            throw DockerError.SUPERSEDED.because("Container " + names.current() + " on host " + host.name()
                    + " has been changed since (" + current.get().image() + ", "
                    + current.get().origin()
                    + "). Take that back first, or deploy the wanted version.");
        }
    }
}
