package io.signalbox.engine.undo;

import io.signalbox.engine.runbook.Runbooks;
import org.springframework.context.SmartLifecycle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Sees to it at every start, before steps are worked on, that the rollback runbook is deployed. */
public final class RollbackRunbook implements SmartLifecycle {

    private final Runbooks runbooks;
    private volatile boolean running;

    public RollbackRunbook(Runbooks runbooks) {
        this.runbooks = runbooks;
    }

    @Override
    public void start() {
        try (InputStream in = Objects.requireNonNull(
                RollbackRunbook.class.getResourceAsStream(Rollback.RUNBOOK + ".bpmn"),
                "The rollback diagram is missing")) {
            byte[] bpmn = in.readAllBytes();
            if (!runbooks.isLatest(Rollback.RUNBOOK, bpmn)) {
                runbooks.deploy(bpmn, "signalbox");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the rollback diagram", e);
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return -1;
    }
}
