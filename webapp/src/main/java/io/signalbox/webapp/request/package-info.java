/** Reads bodies and query strings by hand, so that everything wrong with a request is reported at once. */
@NullMarked
package io.signalbox.webapp.request;

import org.jspecify.annotations.NullMarked;
