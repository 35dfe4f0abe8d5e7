/** Camunda used the ordinary way, as programs of their own, to compare with. */
@NullMarked
package io.signalbox.benchmarks.camunda;

import org.jspecify.annotations.NullMarked;
