package io.signalbox.connectors.docker;

import com.github.dockerjava.core.util.CertificateUtils;
import com.github.dockerjava.transport.SSLConfig;
import io.signalbox.sdk.Host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS with the three PEM files of a host. */
final class HostTls implements SSLConfig {

    private static final char[] PASSWORD = "in memory only".toCharArray();

    private final SSLContext context;

    HostTls(Host host, Host.Tls files) {
        try {
            KeyStore trusted = empty();
            int n = 0;
            for (Certificate certificate : certificates(files.ca())) {
                trusted.setCertificateEntry("ca-" + n++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            KeyStore own = empty();
            own.setKeyEntry(
                    "client",
                    key(files.key()),
                    PASSWORD,
                    certificates(files.cert()).toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, PASSWORD);
            context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        } catch (IOException | GeneralSecurityException e) {
            throw DockerError.HOST_TLS.because(
                    "The TLS files of host " + host.name() + " cannot be read (" + e.getMessage()
                            + "). Check ca, cert and key of the host in the site.",
                    e);
        }
    }

    @Override
    public SSLContext getSSLContext() {
        return context;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        PrivateKey key = CertificateUtils.loadPrivateKey(Files.readString(file));
        if (key == null) {
            throw new GeneralSecurityException(file + " holds no private key");
        }
        return key;
    }
}
