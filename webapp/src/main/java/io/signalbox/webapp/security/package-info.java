/** Who may do what. */
@NullMarked
package io.signalbox.webapp.security;

import org.jspecify.annotations.NullMarked;
