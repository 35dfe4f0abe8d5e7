package io.signalbox.webapp.problem;

import io.signalbox.engine.Finding;

import java.util.List;

/** A request that is refused before it reaches the engine. */
public final class Refused extends RuntimeException {

    private final transient Problem problem;

    public Refused(int status, String code, String detail) {
        this(status, code, detail, List.of());
    }

    public Refused(int status, String code, String detail, List<Finding> findings) {
        super(detail);
        this.problem = Problem.of(status, code, detail, findings);
    }

    Problem problem() {
        return problem;
    }
}
