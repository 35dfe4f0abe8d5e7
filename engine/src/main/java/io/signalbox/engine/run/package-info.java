/** Runs: started, listed, looked at, cancelled, rolled back. */
@NullMarked
package io.signalbox.engine.run;

import org.jspecify.annotations.NullMarked;
