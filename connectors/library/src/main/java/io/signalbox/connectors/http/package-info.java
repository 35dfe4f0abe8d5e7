/** Any HTTP API: one request, or polling until an answer is as expected. */
@NullMarked
package io.signalbox.connectors.http;

import org.jspecify.annotations.NullMarked;
