package io.signalbox.testkit.lab;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The tests of this class use the lab, which they may take as a parameter of type {@link Lab}. Where there can be none they
 * are skipped, saying why; with {@code CI=true} they fail. All share one lab, so they leave its hosts running.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("lab")
@ExtendWith(LabExtension.class)
public @interface NeedsLab {}
