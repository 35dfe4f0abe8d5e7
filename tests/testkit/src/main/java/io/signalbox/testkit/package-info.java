/** What tests of connectors and runbooks stand on: a step and a site in memory, and the suite that every operation passes. */
@NullMarked
package io.signalbox.testkit;

import org.jspecify.annotations.NullMarked;
