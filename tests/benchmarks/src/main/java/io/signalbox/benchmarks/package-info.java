/** How fast Signalbox is and what it costs, measured from outside on the application as it is shipped. */
@NullMarked
package io.signalbox.benchmarks;

import org.jspecify.annotations.NullMarked;
