/** Takes changes back. */
@NullMarked
package io.signalbox.engine.undo;

import org.jspecify.annotations.NullMarked;
