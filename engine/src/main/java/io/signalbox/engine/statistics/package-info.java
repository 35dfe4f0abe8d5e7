/** Figures over many runs. */
@NullMarked
package io.signalbox.engine.statistics;

import org.jspecify.annotations.NullMarked;
