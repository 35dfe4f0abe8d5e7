package io.signalbox.webapp.connector;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at startup what is wrong with connectors, without a stack trace. */
final class UnusableConnectorsAnalyzer extends AbstractFailureAnalyzer<UnusableConnectors> {

    @Override
    protected FailureAnalysis analyze(Throwable root, UnusableConnectors cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Correct the settings under signalbox.connectors, or replace or remove the jar in the plugins folder.",
                cause);
    }
}
