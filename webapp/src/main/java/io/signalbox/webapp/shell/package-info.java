/** The page of the web application. */
@NullMarked
package io.signalbox.webapp.shell;

import org.jspecify.annotations.NullMarked;
