package io.signalbox.connectors.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.SSLConfig;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.signalbox.sdk.ConnectorContext;
import io.signalbox.sdk.ContainerSettings;
import io.signalbox.sdk.Host;
import io.signalbox.sdk.Service;
import io.signalbox.sdk.Site;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The hosts of the site, each with its clients; made at first use and kept, made anew when the site says something else about a host. */
final class DockerHosts implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final ConnectorContext context;
    private final Map<String, DockerHost> hosts = new ConcurrentHashMap<>();

    DockerHosts(ConnectorContext context) {
        this.context = context;
    }

    DockerHost get(String name) {
        Site site = context.site();
        Host host = site.host(name)
                .orElseThrow(
                        () -> DockerError.HOST_UNKNOWN.because("host: the site has no host '" + name + "'. It has: "
                                + site.hosts().stream().map(Host::name).collect(Collectors.joining(", ")) + "."));
        return hosts.compute(
                name, (_, known) -> known != null && sameEndpoint(known.host(), host) ? known : open(host));
    }

    private static boolean sameEndpoint(Host a, Host b) {
        return a.url().equals(b.url()) && String.valueOf(a.tls()).equals(String.valueOf(b.tls()));
    }

    /** The container settings of a service there; nothing without a service. */
    ContainerSettings settings(@Nullable String service, DockerHost on) {
        if (service == null) {
            return ContainerSettings.NONE;
        }
        Site site = context.site();
        Service known = site.service(service)
                .orElseThrow(() -> DockerError.SERVICE_UNKNOWN.because("service: the site has no service '" + service
                        + "'. It has: "
                        + site.services().stream().map(Service::name).collect(Collectors.joining(", ")) + "."));
        // The host as the site has it now: its vars may have changed since the client was made.
        return site.settings(known, site.host(on.name()).orElse(on.host()));
    }

    private DockerHost open(Host host) {
        URI url = host.url();
        String scheme = String.valueOf(url.getScheme());
        if (scheme.equals("unix") || scheme.equals("tcp")) {
            return new DockerHost(host, transport(host, url, ANSWER), transport(host, url, null), () -> {});
        }
        throw DockerError.HOST_URL.because("Host " + host.name() + " has the url " + url
                + ", which cannot be used. Give it unix:///path or tcp://address:port in the site"
                + (scheme.equals("ssh")
                        ? "; for a host behind ssh, forward its socket (ssh -nNT -L /run/" + host.name()
                                + ".sock:/var/run/docker.sock …) and give it unix:///run/" + host.name() + ".sock."
                        : "."));
    }

    private static DockerHttpClient transport(Host host, URI url, @Nullable Duration answer) {
        SSLConfig tls = host.tls() == null ? null : new HostTls(host, host.tls());
        var builder = new ZerodepDockerHttpClient.Builder()
                .dockerHost(withPort(url, tls != null))
                .connectionTimeout(CONNECT)
                .maxConnections(256);
        if (tls != null) {
            builder = builder.sslConfig(tls);
        }
        if (answer != null) {
            builder = builder.responseTimeout(answer);
        }
        return builder.build();
    }

    private static URI withPort(URI url, boolean tls) {
        boolean complete = !"tcp".equals(url.getScheme()) || url.getPort() > 0;
        return complete ? url : URI.create("tcp://" + url.getHost() + ":" + (tls ? 2376 : 2375));
    }

    @Override
    public void close() {
        hosts.values().forEach(DockerHost::close);
    }
}
