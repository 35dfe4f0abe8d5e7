/** Tells those who watch a run that it changed. */
@NullMarked
package io.signalbox.engine.event;

import org.jspecify.annotations.NullMarked;
