/** {@code /api/v1/runs}. */
@NullMarked
package io.signalbox.webapp.run;

import org.jspecify.annotations.NullMarked;
