package io.signalbox.webapp.settings;

import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that everything is kept in, and where in it. Made with access for its owner only. */
@Component
public final class DataFolder {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path root;
    private final Path site;

    DataFolder(SignalboxSettings settings) {
        this.root = make(settings.data());
        this.site = settings.site() == null ? root.resolve("site.yaml") : settings.site();
    }

    /** The file that names hosts and services; it may not be there. */
    public Path site() {
        return site;
    }

    /** Users kept by a version that did not keep them in the database; mostly not there. */
    public Path users() {
        return root.resolve("users.json");
    }

    /** The bearer token of the built-in administrator. */
    public Path adminToken() {
        return root.resolve("admin.token");
    }

    /** What signs the logins of browsers. */
    public Path sessionKey() {
        return root.resolve("session.key");
    }

    /** Jars with further connectors; it may not be there. */
    public Path plugins() {
        return root.resolve("plugins");
    }

    /** Secrets as lines of NAME=value; it may not be there. */
    public Path secrets() {
        return root.resolve("secrets.properties");
    }

    /** Writes a file, whole or not at all, that only its owner can read. */
    public void writePrivately(Path file, String text) {
        try {
            Path draft = Files.createTempFile(root, "new-", ".tmp", onlyOwner("rw-------"));
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /** Renames a file that is not needed any more, so that nobody reads it again. */
    public void setAside(Path file) {
        Path aside = file.resolveSibling(file.getFileName() + ".old");
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot rename " + file, e);
        }
    }

    static Path make(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            return Files.isDirectory(absolute) ? absolute : Files.createDirectories(absolute, onlyOwner("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException("The data folder " + absolute + " cannot be made", e);
        }
    }

    private static FileAttribute<?>[] onlyOwner(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
