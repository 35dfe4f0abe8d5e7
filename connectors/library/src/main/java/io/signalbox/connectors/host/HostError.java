package io.signalbox.connectors.host;

import io.signalbox.sdk.ErrorCode;

/** All are for people to correct: the expression, or the labels in the site. */
enum HostError implements ErrorCode {
    HOST_EXPRESSION_INVALID,
    HOST_NONE_SELECTED;

    @Override
    public String code() {
        return name();
    }

    @Override
    public Kind kind() {
        return Kind.USER;
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
