/** Services of the site: what to run where, and how to tell that it serves. */
@NullMarked
package io.signalbox.connectors.service;

import org.jspecify.annotations.NullMarked;
