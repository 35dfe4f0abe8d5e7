/** Where secrets come from. */
@NullMarked
package io.signalbox.engine.secret;

import org.jspecify.annotations.NullMarked;
