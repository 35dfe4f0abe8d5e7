/** Which node may work on which steps, and for how long. */
@NullMarked
package io.signalbox.engine.lease;

import org.jspecify.annotations.NullMarked;
