/** How a run moves on. Knows no concrete connector and no HTTP. */
@NullMarked
package io.signalbox.engine;

import org.jspecify.annotations.NullMarked;
