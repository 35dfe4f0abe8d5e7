/** Hosts of the site, selected by label and cut into batches. */
@NullMarked
package io.signalbox.connectors.host;

import org.jspecify.annotations.NullMarked;
