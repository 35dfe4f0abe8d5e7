/** What people are asked to decide. */
@NullMarked
package io.signalbox.engine.approval;

import org.jspecify.annotations.NullMarked;
