/** {@code /api/v1/approvals}. */
@NullMarked
package io.signalbox.webapp.approval;

import org.jspecify.annotations.NullMarked;
