/** Every error as one problem document (RFC 9457). */
@NullMarked
package io.signalbox.webapp.problem;

import org.jspecify.annotations.NullMarked;
