/** What steps say while they work. */
@NullMarked
package io.signalbox.engine.log;

import org.jspecify.annotations.NullMarked;
