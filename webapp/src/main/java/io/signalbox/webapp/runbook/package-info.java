/** {@code /api/v1/runbooks}. */
@NullMarked
package io.signalbox.webapp.runbook;

import org.jspecify.annotations.NullMarked;
