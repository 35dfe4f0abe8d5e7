package io.signalbox.engine;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.time.Duration;

/**
 * How the engine works.
 *
 * @param parallelSteps how many steps work at once on this node, waiting ones not counted
 * @param parallelStepsPerConnector the same for each connector
 * @param lease how long a node that says nothing keeps its steps
 * @param grace how long steps at work may go on when the node shuts down
 * @param patience how long an operation that was told to stop may take to do so; then its step is ended without it
 * @param crashesPerStep how many nodes may go away within an hour while they work on a step, before it is left to somebody's attention
 * @param lookForStill how often to look for runs in which nothing waits for anything
 * @param stepsPerRun after so many steps a run needs somebody's attention: its diagram may go round in circles
 * @param largestOutput of a step
 * @param largestVariable of a run: an input, or what a diagram makes of others
 * @param logLinesPerStep after which a step's log is cut
 * @param logLinesPerRun after which the log of a run and those it calls is cut
 * @param largestDiagram that is accepted
 * @param historyTimeToLive how long finished runs are kept when the diagram does not say, ISO 8601 in days
 */
@ConfigurationProperties("signalbox.engine")
public record EngineSettings(
        @DefaultValue("64") @Min(1) int parallelSteps,
        @DefaultValue("32") @Min(1) int parallelStepsPerConnector,
        @DefaultValue("20s") Duration lease,
        @DefaultValue("10s") Duration grace,
        @DefaultValue("30s") Duration patience,
        @DefaultValue("10") @Min(1) int crashesPerStep,
        @DefaultValue("30s") Duration lookForStill,
        @DefaultValue("10000") @Min(1) int stepsPerRun,
        @DefaultValue("1MB") DataSize largestOutput,
        @DefaultValue("1MB") DataSize largestVariable,
        @DefaultValue("20000") @Min(1) @Max(10_000_000) int logLinesPerStep,
        @DefaultValue("200000") @Min(1) @Max(100_000_000) int logLinesPerRun,
        @DefaultValue("2MB") DataSize largestDiagram,
        @DefaultValue("P180D") String historyTimeToLive) {}
