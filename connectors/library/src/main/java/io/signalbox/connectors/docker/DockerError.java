package io.signalbox.connectors.docker;

import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The ways in which work on a container host fails. */
enum DockerError implements ErrorCode {
    /** The site has no host of this name. */
    HOST_UNKNOWN(Kind.USER, false),
    /** Nothing answers at the url of the host, or it stopped answering. */
    HOST_UNREACHABLE(Kind.EXTERNAL, true),
    /** Certificates do not fit, or one side speaks TLS and the other does not. */
    HOST_TLS(Kind.USER, false),
    /** The url of the host is of a kind that cannot be used. */
    HOST_URL(Kind.USER, false),
    /** The site has no service of this name. */
    SERVICE_UNKNOWN(Kind.USER, false),
    /** Fields or container settings that cannot be read or do not go together. */
    SETTINGS_INVALID(Kind.USER, false),
    /** The registry has no such repository, tag or digest. */
    IMAGE_NOT_FOUND(Kind.USER, false),
    /** The image is not on the host. */
    IMAGE_NOT_PULLED(Kind.USER, false),
    REGISTRY_AUTH(Kind.USER, false),
    REGISTRY_UNREACHABLE(Kind.EXTERNAL, true),
    /** A pull made no progress for a while. */
    REGISTRY_SLOW(Kind.EXTERNAL, true),
    /** The registry asks for fewer requests. */
    REGISTRY_LIMIT(Kind.EXTERNAL, true),
    /** No space left on the host. */
    DISK_FULL(Kind.RESOURCE, false),
    /** Another container has the name. */
    NAME_TAKEN(Kind.USER, false),
    PORT_TAKEN(Kind.RESOURCE, false),
    NETWORK_NOT_FOUND(Kind.USER, false),
    CONTAINER_NOT_FOUND(Kind.USER, false),
    CONTAINER_NOT_RUNNING(Kind.USER, false),
    /** The container ended when it should run. */
    CONTAINER_EXITED(Kind.EXTERNAL, false),
    /** The program that the container or the exec should run is not in the image. */
    COMMAND_NOT_FOUND(Kind.USER, false),
    NOT_HEALTHY(Kind.EXTERNAL, false),
    /** The command ended with an exit code other than 0. */
    EXEC_FAILED(Kind.EXTERNAL, false),
    /** The host went out of reach while the command ran, and may have run all of it. */
    EXEC_OUTCOME_UNKNOWN(Kind.EXTERNAL, false),
    /** There is no kept previous container. */
    NO_PREVIOUS(Kind.USER, false),
    /** Others have changed since what should be taken back. */
    SUPERSEDED(Kind.USER, false),
    /** The engine of the host refused or failed for a reason that has no code of its own. */
    ENGINE_FAILED(Kind.EXTERNAL, true);

    private final Kind kind;
    private final boolean retryable;

    DockerError(Kind kind, boolean retryable) {
        this.kind = kind;
        this.retryable = retryable;
    }

    @Override
    public String code() {
        return "DOCKER_" + name();
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public boolean retryable() {
        return retryable;
    }

    @Override
    public boolean outcomeUnknown() {
        return this == EXEC_OUTCOME_UNKNOWN;
    }

    ConnectorException because(String message) {
        return new ConnectorException(this, message);
    }

    ConnectorException because(String message, @Nullable Throwable cause) {
        return new ConnectorException(this, message, cause);
    }
}
