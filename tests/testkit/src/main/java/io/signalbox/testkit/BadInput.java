package io.signalbox.testkit;

import io.signalbox.sdk.ErrorCode;

/**
 * An input that satisfies the constraints of its record and is refused by the operation all the same, before anything is touched.
 *
 * @param what makes it bad, in a few words; the name of the test
 * @param code what it fails with
 * @param named what the message must contain: the field, the host, the image
 */
public record BadInput<I extends Record>(String what, I input, ErrorCode code, String named) {}
