/** Reads connectors and their records once, for everybody: editor templates, JSON Schema, validation of runbooks and runs, reference pages. */
@NullMarked
package io.signalbox.sdk.describe;

import org.jspecify.annotations.NullMarked;
