package io.signalbox.engine.site;

import io.signalbox.engine.Finding;
import io.signalbox.sdk.Host;
import org.snakeyaml.engine.v2.nodes.Node;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads {@code site.yaml}; everything that is wrong with it is told together, with line and column. */
final class SiteReader {

    private static final List<String> KEYS = List.of("hosts", "services");

    private SiteReader() {}

    /**
     * What a file says.
     *
     * @param site to be used only if no finding is an error
     */
    record Reading(SiteContent site, List<Finding> findings) {
        boolean good() {
            return findings.stream().noneMatch(f -> f.severity() == Finding.Severity.ERROR);
        }
    }

    /** @param folder what relative paths start from */
    static Reading read(byte[] content, Path folder) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            return new Reading(SiteContent.EMPTY, List.of(Finding.error("encoding", "", "The file is not in UTF-8.")));
        }
        YamlText yaml = new YamlText();
        Optional<Node> root = yaml.compose(text);
        if (root.isEmpty()) {
            return new Reading(SiteContent.EMPTY, yaml.findings());
        }
        Section section = new Section(yaml, root.get(), "the site", KEYS);
        List<Host> hosts = new HostReader(yaml, folder).read(section.at("hosts").orElse(null));
        SiteContent site = new SiteContent(
                hosts,
                new ServiceReader(yaml, hosts).read(section.at("services").orElse(null)));
        return new Reading(site, yaml.findings());
    }
}
