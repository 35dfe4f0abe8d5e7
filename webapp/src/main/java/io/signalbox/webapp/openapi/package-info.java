/** The description of the API that its documentation, its clients and its tests are made from. */
@NullMarked
package io.signalbox.webapp.openapi;

import org.jspecify.annotations.NullMarked;
