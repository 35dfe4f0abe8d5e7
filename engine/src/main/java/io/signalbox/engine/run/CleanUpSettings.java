package io.signalbox.engine.run;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * When finished runs are removed that are older than their runbook keeps them. How long that is, each diagram says, or
 * {@code signalbox.engine.history-time-to-live}.
 *
 * @param enabled whether they are removed at all
 * @param every how often to look for them
 * @param batch how many are removed in one transaction
 * @param share of the time that is spent on it at most, so that steps hardly notice
 */
@ConfigurationProperties("signalbox.clean-up")
public record CleanUpSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("5m") Duration every,
        @DefaultValue("100") @Min(1) @Max(1000) int batch,

        @DefaultValue("0.05") @DecimalMin("0.001") @DecimalMax("1")
        double share) {}
