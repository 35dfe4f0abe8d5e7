package io.signalbox.connectors.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.Host;
import io.signalbox.testkit.lab.Lab;
import io.signalbox.testkit.lab.NeedsLab;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLServerSocket;

/** The ways to a host. */
@NeedsLab
class DockerHostsTest {

    private final Lab lab = Lab.require();
    private final HeldCertificate authority =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    @TempDir
    private Path folder;

    @Test
    void unixSocket() throws Exception {
        Path socket = folder.resolve("engine.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Thread.ofVirtual().start(() -> Relay.channels(server, this::engine));
            assertThat(listed(World.host("near", URI.create("unix://" + socket))))
                    .isNotNull();
        }
    }

    @Test
    void missingUnixSocket() {
        fails(
                World.host("near", URI.create("unix:///nowhere.sock")),
                DockerError.HOST_UNREACHABLE,
                "the socket is not there");
    }

    @Test
    void tlsWithCertificatesOfBothSides() throws Exception {
        try (ServerSocket server = tlsEngine()) {
            assertThat(listed(tlsHost(server.getLocalPort(), authority))).isNotNull();
        }
    }

    @Test
    void tlsWithACertificateThatTheEngineDoesNotKnow() throws Exception {
        var stranger = new HeldCertificate.Builder().certificateAuthority(0).build();
        try (ServerSocket server = tlsEngine()) {
            fails(tlsHost(server.getLocalPort(), stranger), DockerError.HOST_TLS, "ca, cert and key");
        }
    }

    @Test
    void tlsFilesThatAreNotThere() {
        var tls = new Host.Tls(folder.resolve("ca"), folder.resolve("cert"), folder.resolve("key"));
        fails(host(2376, tls), DockerError.HOST_TLS, "ca");
    }

    @Test
    void sshIsRefusedWithAWayOut() {
        fails(World.host("far", URI.create("ssh://root@far")), DockerError.HOST_URL, "ssh -nNT -L");
    }

    @Test
    void hostThatDropsPacketsIsToldWithinSeconds() {
        var began = Instant.now();
        // An address that is reserved for documentation: nobody answers.
        fails(World.host("lost", URI.create("tcp://192.0.2.1:2375")), DockerError.HOST_UNREACHABLE, "lost");
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    private void fails(Host host, DockerError error, String named) {
        assertThatThrownBy(() -> listed(host)).isInstanceOfSatisfying(ConnectorException.class, e -> {
            assertThat(e.error()).as(e.getMessage()).isEqualTo(error);
            assertThat(e).hasMessageContaining(named);
        });
    }

    private List<Found> listed(Host host) throws InterruptedException {
        try (DockerHosts hosts = new DockerHosts(World.context(List.of(host), lab))) {
            return hosts.get(host.name()).containers();
        }
    }

    private SocketChannel engine() throws IOException {
        return SocketChannel.open(new InetSocketAddress(lab.host(1).address(), 2375));
    }

    private ServerSocket tlsEngine() throws Exception {
        var own = new HeldCertificate.Builder()
                .signedBy(authority)
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        var context = new HandshakeCertificates.Builder()
                .heldCertificate(own)
                .addTrustedCertificate(authority.certificate())
                .build()
                .sslContext();
        var server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
        server.setNeedClientAuth(true);
        Thread.ofVirtual().start(() -> Relay.sockets(server, this::engine));
        return server;
    }

    private Host tlsHost(int port, HeldCertificate signer) throws Exception {
        var client = new HeldCertificate.Builder().signedBy(signer).build();
        var tls = new Host.Tls(
                Files.writeString(folder.resolve("ca.pem"), authority.certificatePem()),
                Files.writeString(folder.resolve("cert.pem"), client.certificatePem()),
                Files.writeString(folder.resolve("key.pem"), client.privateKeyPkcs8Pem()));
        return host(port, tls);
    }

    private static Host host(int port, Host.Tls tls) {
        return new Host("far", URI.create("tcp://127.0.0.1:" + port), tls, "127.0.0.1", Map.of(), Map.of(), 4);
    }
}
