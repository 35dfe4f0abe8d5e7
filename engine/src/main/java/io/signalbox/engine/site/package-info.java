/** The site as written in {@code site.yaml}. */
@NullMarked
package io.signalbox.engine.site;

import org.jspecify.annotations.NullMarked;
