package io.signalbox.engine.site;

import io.signalbox.engine.Finding;
import io.signalbox.sdk.Site;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * The site as its file says. Looks at the file when it is asked, at most once a second. A file that is broken, or gone after it was there, leaves the last
 * good site in place; a file that has never been there is an empty site. Used by many threads at once.
 */
public final class SiteFile implements SiteSource {

    private static final Logger LOG = LoggerFactory.getLogger(SiteFile.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final byte[] ABSENT = {};

    private final Path file;
    private final InstantSource clock;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile State state = new State(SiteContent.EMPTY, List.of(), ABSENT, false, Instant.MIN);

    public SiteFile(Path file, InstantSource clock) {
        this.file = file.toAbsolutePath();
        this.clock = clock;
        look(clock.instant());
    }

    /** @param content what the file held when it was last looked at */
    private record State(SiteContent site, List<Finding> findings, byte[] content, boolean loaded, Instant looked) {
        private boolean same(byte[] other) {
            return Arrays.equals(content, other);
        }

        private State at(Instant now) {
            return new State(site, findings, content, loaded, now);
        }
    }

    @Override
    public Site current() {
        return fresh().site;
    }

    @Override
    public List<Finding> findings() {
        return fresh().findings;
    }

    /** Where the file is, or would be. */
    public Path file() {
        return file;
    }

    private State fresh() {
        Instant now = clock.instant();
        // Whoever comes while somebody looks takes what is known.
        if (!now.isBefore(state.looked.plus(LOOK_AGAIN)) && looking.tryLock()) {
            try {
                look(now);
            } finally {
                looking.unlock();
            }
        }
        return state;
    }

    private void look(Instant now) {
        State before = state;
        State after;
        try {
            byte[] content = Files.readAllBytes(file);
            after = before.looked.equals(Instant.MIN) || !before.same(content) ? read(content, before) : before;
        } catch (NoSuchFileException e) {
            after = before.loaded
                    ? failed(before, ABSENT, List.of(Finding.error("gone", "", "The file " + file + " is gone.")))
                    : before;
        } catch (IOException e) {
            after = failed(
                    before,
                    ABSENT,
                    List.of(Finding.error(
                            "unreadable", "", "The file " + file + " cannot be read: " + e.getMessage() + ".")));
        }
        state = after.at(now);
    }

    private State read(byte[] content, State before) {
        SiteReader.Reading reading = SiteReader.read(content, file.getParent());
        if (!reading.good()) {
            return failed(before, content, reading.findings());
        }
        LOG.info(
                "Site read from {}: {} hosts, {} services{}",
                file,
                reading.site().hosts().size(),
                reading.site().services().size(),
                lines(reading.findings()));
        return new State(reading.site(), reading.findings(), content, true, before.looked);
    }

    private State failed(State before, byte[] content, List<Finding> findings) {
        if (!findings.equals(before.findings)) {
            LOG.warn(
                    "The site file {} is not good; what it said before stays in use until it is corrected:{}",
                    file,
                    lines(findings));
        }
        return new State(before.site, findings, content, before.loaded, before.looked);
    }

    private static String lines(List<Finding> findings) {
        return findings.stream()
                .map(f -> "\n  " + f.where() + " " + f.message())
                .collect(Collectors.joining());
    }
}
