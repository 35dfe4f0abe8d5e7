package io.signalbox.connectors.docker;

import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.AuthConfigurations;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.RemoteApiVersion;
import org.jspecify.annotations.Nullable;

import java.net.URI;

/** Settings of docker-java that take nothing from the environment or the home folder: a host is what the site says. */
record ClientSettings(URI url) implements DockerClientConfig {

    @Override
    public URI getDockerHost() {
        return url;
    }

    @Override
    public RemoteApiVersion getApiVersion() {
        return RemoteApiVersion.UNKNOWN_VERSION;
    }

    @Override
    public @Nullable String getRegistryUsername() {
        return null;
    }

    @Override
    public @Nullable String getRegistryPassword() {
        return null;
    }

    @Override
    public @Nullable String getRegistryEmail() {
        return null;
    }

    @Override
    public @Nullable String getRegistryUrl() {
        return null;
    }

    @Override
    public @Nullable AuthConfig effectiveAuthConfig(String imageName) {
        return null;
    }

    @Override
    public AuthConfigurations getAuthConfigurations() {
        return new AuthConfigurations();
    }

    /** TLS is set up in the transport. */
    @Override
    @SuppressWarnings("deprecation") // The interface asks for the deprecated type.
    public com.github.dockerjava.core.@Nullable SSLConfig getSSLConfig() {
        return null;
    }
}
