package io.signalbox.connectors.service;

import io.signalbox.sdk.ErrorCode;

/** All are for people to correct: the input, or the site. */
enum ServiceError implements ErrorCode {
    SERVICE_UNKNOWN,
    SERVICE_HOSTS_INVALID,
    SERVICE_HEALTH_INVALID;

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
