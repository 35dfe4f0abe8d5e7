/** Runbooks: what a diagram may say, its versions and inputs. */
@NullMarked
package io.signalbox.engine.runbook;

import org.jspecify.annotations.NullMarked;
