package io.signalbox.engine.secret;

import io.signalbox.engine.Rejected;
import io.signalbox.sdk.Secret;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Secrets from a properties file ({@code NAME=value}) that only its owner may read. Read at every call, so that a changed secret counts at once; a file that is
 * not there has no secrets.
 */
public final class FileSecrets implements Secrets {

    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Path file;

    public FileSecrets(Path file) {
        this.file = file;
    }

    /** @throws Rejected {@code SECRETS_UNREADABLE} if others than its owner may read or write the file, or it cannot be read */
    @Override
    public Optional<Secret> find(String name) {
        Properties properties = new Properties();
        try {
            refuseIfOpenToOthers();
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            // The message of either may quote the file.
            throw unreadable(
                    "cannot be read (" + e.getClass().getSimpleName() + "). It must be UTF-8 lines of NAME=value.");
        }
        return Optional.ofNullable(properties.getProperty(name)).map(value -> new Secret(name, value));
    }

    /** Checks what {@link #find} checks, to be told at the start and not in the night. */
    public void check() {
        find("");
    }

    private void refuseIfOpenToOthers() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            // No POSIX rights on this file system: nothing to go by.
            return;
        }
        Set<PosixFilePermission> open = EnumSet.noneOf(PosixFilePermission.class);
        open.addAll(view.readAttributes().permissions());
        open.retainAll(OTHERS);
        if (!open.isEmpty()) {
            throw unreadable(
                    "can be read or changed by others than its owner, so it is not used. Run: chmod 600 " + file);
        }
    }

    private Rejected unreadable(String clause) {
        return new Rejected(
                Rejected.Kind.UNAVAILABLE, "SECRETS_UNREADABLE", "The file of secrets " + file + " " + clause);
    }
}
