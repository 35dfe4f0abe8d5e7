/** Real container hosts and a registry on this machine, for tests. */
@NullMarked
package io.signalbox.testkit.lab;

import org.jspecify.annotations.NullMarked;
