package io.signalbox.sdk.describe;

import io.signalbox.sdk.ErrorCode;

/**
 * A way in which a connector fails.
 *
 * @param code also the BPMN error code that a boundary event catches
 * @param retryable whether the same call may succeed later without anybody doing anything
 */
public record ErrorDescriptor(String code, ErrorCode.Kind kind, boolean retryable) {}
