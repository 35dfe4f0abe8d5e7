package io.signalbox.sdk;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names an operation and gives the defaults of its steps; a diagram may override the policy per step. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OperationInfo {

    /** {@code <connector>.<verb-noun>}; also the external-task topic. */
    String id();

    /** What the person who models sees: imperative, sentence case ("Run a container"). */
    String title();

    /** One or two sentences: what it does, and what it leaves behind. */
    String summary();

    Effect effect();

    String[] keywords() default {};

    /** How many attempts a step has before it fails, at least 1. */
    int attempts() default 3;

    /** Wait before the second attempt, ISO 8601; doubles with each further one, with jitter. */
    String backoff() default "PT2S";

    /** Hard limit of one attempt, ISO 8601. */
    String timeout() default "PT5M";
}
