package io.signalbox.sdk;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a component of an input or output record. A component of an input is required unless it is {@code @Nullable} or has a
 * default; constraints are those of Bean Validation.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Field {

    /** What stands before the field: a noun, sentence case. */
    String label();

    /** One sentence below the field: units, form, what happens when it is left empty. */
    String help() default "";

    /** Heading it stands under; fields of one group follow one another. */
    String group() default "";

    /** Used when it is left empty, in the text form that a person would type. */
    String defaultValue() default "";

    /** A value that shows the form. */
    String example() default "";

    /** What the value names. */
    Role role() default Role.VALUE;

    /** Written over several lines. */
    boolean multiline() default false;

    /** What a field names, beyond its type. */
    enum Role {
        VALUE,
        /** The name of a host of the site: the step works there. An operation has at most one. */
        HOST,
        /** The name of a service of the site. */
        SERVICE,
        /** An expression over host labels. */
        HOST_EXPRESSION
    }
}
