package io.signalbox.engine.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.signalbox.engine.Rejected;
import io.signalbox.sdk.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

class SecretsTest {

    @TempDir
    Path folder;

    private Secrets secrets;

    @BeforeEach
    void secrets() {
        secrets = FirstOfSecrets.usual(
                Map.of("SIGNALBOX_SECRET_TOKEN", "env", "SIGNALBOX_SECRET_REGISTRY_PASSWORD", "reg", "TOKEN2", "no"),
                folder);
    }

    @Test
    void theEnvironmentIsAskedFirst() throws IOException {
        write("TOKEN=file\nOTHER=file\n", "rw-------");
        assertThat(secrets.find("TOKEN")).contains(new Secret("TOKEN", "env"));
        assertThat(secrets.find("OTHER")).contains(new Secret("OTHER", "file"));
        assertThat(secrets.find("registry-password")).contains(new Secret("registry-password", "reg"));
        assertThat(secrets.find("TOKEN2")).isEmpty();
    }

    @Test
    void aChangedFileCountsAtOnceAndAnAbsentOneIsEmpty() throws IOException {
        assertThat(secrets.find("A")).isEmpty();
        write("A=1", "rw-------");
        assertThat(secrets.find("A")).contains(new Secret("A", "1"));
        write("A=2", "r--------");
        assertThat(secrets.find("A")).contains(new Secret("A", "2"));
    }

    @Test
    void aFileThatOthersMayReadIsRefused() throws IOException {
        write("A=hush", "rw-r-----");
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> secrets.find("A"))
                .satisfies(e -> assertThat(e.code()).isEqualTo("SECRETS_UNREADABLE"))
                .withMessageContaining("chmod 600")
                .withMessageNotContaining("hush");
        assertThat(secrets.find("TOKEN")).isPresent();
    }

    @Test
    void aBrokenFileDoesNotShowWhatIsInIt() throws IOException {
        write("A=hush\\u12", "rw-------");
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> secrets.find("A"))
                .withMessageContaining("NAME=value")
                .withMessageNotContaining("hush");
    }

    @Test
    void aReferenceIsReadInEveryForm() {
        SecretRef ref = new SecretRef("A.b-C_1");
        assertThat(SecretRef.read(ref)).contains(ref);
        assertThat(SecretRef.read(ref.toJson())).contains(ref);
        assertThat(SecretRef.read(ref.toString())).contains(ref);
        assertThat(SecretRef.read("x" + ref)).isEmpty();
        assertThat(SecretRef.read(Map.of("$secret", "not a name"))).isEmpty();
        assertThat(SecretRef.read(null)).isEmpty();
    }

    private void write(String text, String rights) throws IOException {
        Path file = folder.resolve("secrets.properties");
        Files.deleteIfExists(file);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }
}
