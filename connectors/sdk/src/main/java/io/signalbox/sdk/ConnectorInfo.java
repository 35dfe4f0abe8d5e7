package io.signalbox.sdk;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names a connector. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ConnectorInfo {

    /** Lower case, one word; the part of every operation id before the dot. */
    String id();

    String title();

    /** One sentence: what kind of system it speaks to. */
    String summary();

    String[] keywords() default {};

    /** An SVG on the class path beside the class, drawn to be seen at 18 pixels. */
    String icon() default "icon.svg";

    /** The enum of its error codes; {@link ErrorCode} itself if it fails with none of its own. */
    Class<? extends ErrorCode> errors() default ErrorCode.class;
}
