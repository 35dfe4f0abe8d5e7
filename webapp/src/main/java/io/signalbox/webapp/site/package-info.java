/** {@code /api/v1/hosts} and {@code /api/v1/services}. */
@NullMarked
package io.signalbox.webapp.site;

import org.jspecify.annotations.NullMarked;
