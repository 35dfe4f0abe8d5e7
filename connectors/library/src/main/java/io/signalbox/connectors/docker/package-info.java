/** Containers on hosts with a Docker Engine API. */
@NullMarked
package io.signalbox.connectors.docker;

import org.jspecify.annotations.NullMarked;
