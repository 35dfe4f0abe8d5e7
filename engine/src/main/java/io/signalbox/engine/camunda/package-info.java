/** Camunda 7 behind our own words. The only package that imports {@code org.camunda}; a fork that takes its place changes this package and no other. */
@NullMarked
package io.signalbox.engine.camunda;

import org.jspecify.annotations.NullMarked;
