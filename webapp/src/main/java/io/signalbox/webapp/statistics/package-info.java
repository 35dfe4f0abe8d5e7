/** {@code /api/v1/statistics}. */
@NullMarked
package io.signalbox.webapp.statistics;

import org.jspecify.annotations.NullMarked;
