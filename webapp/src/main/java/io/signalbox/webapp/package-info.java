/** The application: REST and what it stands on. */
@NullMarked
package io.signalbox.webapp;

import org.jspecify.annotations.NullMarked;
