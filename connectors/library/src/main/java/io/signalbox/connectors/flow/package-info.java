/** What a run does about itself: notes, waits, taking back, looking up earlier runs. */
@NullMarked
package io.signalbox.connectors.flow;

import org.jspecify.annotations.NullMarked;
