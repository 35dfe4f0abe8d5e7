/** What can be set, and where data is kept. */
@NullMarked
package io.signalbox.webapp.settings;

import org.jspecify.annotations.NullMarked;
