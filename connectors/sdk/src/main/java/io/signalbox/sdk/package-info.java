/**
 * What the author of a connector sees: the four verbs of an operation, the step it works for, the site it works on, and the
 * descriptors that everything else (templates, schemas, validation, reference pages) is derived from.
 */
@NullMarked
package io.signalbox.sdk;

import org.jspecify.annotations.NullMarked;
