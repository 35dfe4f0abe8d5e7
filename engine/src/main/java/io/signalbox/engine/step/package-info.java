/** Steps: executed, retried, skipped. */
@NullMarked
package io.signalbox.engine.step;

import org.jspecify.annotations.NullMarked;
