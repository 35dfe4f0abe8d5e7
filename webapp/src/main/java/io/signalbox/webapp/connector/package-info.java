/** {@code /api/v1/connectors}, and how connectors are found. */
@NullMarked
package io.signalbox.webapp.connector;

import org.jspecify.annotations.NullMarked;
