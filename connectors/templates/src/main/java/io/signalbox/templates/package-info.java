/** What is written from the descriptors of connectors: element templates for editors, JSON Schemas, reference pages. */
@NullMarked
package io.signalbox.templates;

import org.jspecify.annotations.NullMarked;
