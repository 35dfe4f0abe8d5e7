package io.signalbox.engine.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.signalbox.engine.Finding;
import io.signalbox.sdk.ContainerSettings;
import io.signalbox.sdk.Host;
import io.signalbox.sdk.Service;
import io.signalbox.sdk.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

@Timeout(60)
class SiteFileTest {

    private static final String GOOD = """
            hosts:
              - name: web-1
                url: tcp://10.0.0.1:2375
                labels: {role: web, zone: a}
                vars: {port: "8080"}
                parallel: 2
              - name: web-2
                url: unix:///var/run/docker.sock
                address: 10.0.0.2
                labels: {role: web, zone: b}
                vars:
                  port: 9090
            services:
              - name: shop
                image: registry.example:5000/team/shop
                hosts: role=web
                container:
                  command: [serve, "--at=${host.address}"]
                  environment: {PORT: "${host.vars.port}", DEBUG: true, PRICE: "$${x}"}
                  ports: ["${host.address}:${host.vars.port}:80"]
                  network_mode: bridge
                  volumes: ["/data/${host.name}:/data:ro"]
                  labels: {zone: "${host.labels.zone}"}
                  restart: unless-stopped
                  mem_limit: 64m
                  cpus: 0.5
                  user: "1000:1000"
                  working_dir: /srv
                  stop_grace_period: 5s
                  healthcheck: {test: curl localhost, interval: 1s, timeout: 2s, retries: 3, start_period: 1m}
                health: {url: "http://${host.address}:${host.vars.port}/health", status: 204, interval: 1s, timeout: 3s}
                rollout: {batch: 25%, allowed_failures: 1, healthy_within: 90s}
            """;

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void everythingThatTheFileSaysIsRead() throws IOException {
        SiteFile file = file(GOOD);
        assertThat(file.findings()).isEmpty();
        Site site = file.current();
        assertThat(site.hosts())
                .containsExactly(
                        new Host(
                                "web-1",
                                URI.create("tcp://10.0.0.1:2375"),
                                null,
                                "10.0.0.1",
                                Map.of("role", "web", "zone", "a"),
                                Map.of("port", "8080"),
                                2),
                        new Host(
                                "web-2",
                                URI.create("unix:///var/run/docker.sock"),
                                null,
                                "10.0.0.2",
                                Map.of("role", "web", "zone", "b"),
                                Map.of("port", "9090"),
                                4));
        Service shop = site.service("shop").orElseThrow();
        assertThat(shop.image()).isEqualTo("registry.example:5000/team/shop");
        assertThat(shop.rollout()).isEqualTo(new Service.Rollout("25%", 1, Duration.ofSeconds(90)));
        assertThat(shop.health())
                .isEqualTo(new Service.HttpHealth(
                        "http://${host.address}:${host.vars.port}/health",
                        204,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3)));
        assertThat(site.select("zone=b")).extracting(Host::name).containsExactly("web-2");
    }

    @Test
    void settingsAreFilledForEachHost() throws IOException {
        Site site = file(GOOD).current();
        Service shop = site.service("shop").orElseThrow();
        Host second = site.host("web-2").orElseThrow();
        assertThat(site.settings(shop, second))
                .isEqualTo(new ContainerSettings(
                        List.of("serve", "--at=10.0.0.2"),
                        List.of(),
                        Map.of("PORT", "9090", "DEBUG", "true", "PRICE", "${x}"),
                        List.of("10.0.0.2:9090:80"),
                        "bridge",
                        List.of("/data/web-2:/data:ro"),
                        Map.of("zone", "b"),
                        "unless-stopped",
                        "64m",
                        0.5,
                        "1000:1000",
                        "/srv",
                        new ContainerSettings.HealthCheck(
                                List.of("CMD-SHELL", "curl localhost"),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                3,
                                Duration.ofMinutes(1)),
                        Duration.ofSeconds(5)));
        assertThat(site.healthUrl(shop, second)).contains("http://10.0.0.2:9090/health");
    }

    @Test
    void everythingWrongIsToldTogetherWithItsPlace() throws IOException {
        SiteFile file = file("""
                host: []
                hosts:
                  - name: web 1
                    url: http://10.0.0.1
                    lables: {role: web}
                    labels: {name: x, role: [web]}
                    parallel: 0
                  - name: web-2
                    url: tcp://10.0.0.2
                    tls: {ca: ca.pem, cert: none.pem, key: none.pem}
                    address: {}
                  - name: web-2
                    url: unix:///run/docker.sock
                    tls: {ca: ca.pem}
                    labels: {role: web}
                  - url: ssh://
                services:
                  - name: shop
                    image: shop:1.0
                    hosts: role==web
                  - name: shop
                    image: Shop
                    hosts: role=web
                    container:
                      environment: {PORT: "${host.vars.port}", X: "${hots.name}"}
                      ports: [80, "0:80", "${host.address}:80:80"]
                      volumes: data
                      mem_limit: lots
                      cpus: -1
                      restart: sometimes
                      memory: 1g
                      stop_grace_period: 5
                      healthcheck: {test: [curl], interval: soon, retries: 0}
                    health: {url: "ftp://x", status: 99, interval: x}
                    rollout: {batch: 0, allowed_failures: -1, healthy_within: never, batch: 1}
                """);
        assertThat(file.current().hosts()).isEmpty();
        assertThat(file.findings())
                .extracting(Finding::where, Finding::rule)
                .containsExactlyInAnyOrder(
                        tuple("1:1", "unknown-key"),
                        tuple("3:11", "name"),
                        tuple("4:10", "url"),
                        tuple("5:5", "unknown-key"),
                        tuple("6:20", "label"),
                        tuple("6:29", "wrong-type"),
                        tuple("7:15", "out-of-range"),
                        tuple("9:10", "url"),
                        tuple("10:15", "tls"),
                        tuple("10:29", "tls"),
                        tuple("10:44", "tls"),
                        tuple("11:14", "wrong-type"),
                        tuple("12:11", "duplicate"),
                        tuple("14:10", "missing"),
                        tuple("14:10", "missing"),
                        tuple("14:15", "tls"),
                        tuple("16:5", "missing"),
                        tuple("16:10", "url"),
                        tuple("19:12", "image"),
                        tuple("20:12", "expression"),
                        tuple("21:11", "duplicate"),
                        tuple("22:12", "image"),
                        tuple("23:12", "no-hosts"),
                        tuple("25:51", "variable"),
                        tuple("26:15", "setting"),
                        tuple("26:19", "setting"),
                        tuple("27:16", "wrong-type"),
                        tuple("28:18", "setting"),
                        tuple("29:13", "out-of-range"),
                        tuple("30:16", "setting"),
                        tuple("31:7", "unknown-key"),
                        tuple("32:26", "duration"),
                        tuple("33:27", "setting"),
                        tuple("33:45", "duration"),
                        tuple("33:60", "out-of-range"),
                        tuple("34:19", "setting"),
                        tuple("34:38", "out-of-range"),
                        tuple("34:52", "duration"),
                        tuple("35:22", "batch"),
                        tuple("35:43", "out-of-range"),
                        tuple("35:63", "duration"),
                        tuple("35:70", "duplicate"));
        assertThat(file.findings())
                .extracting(Finding::message)
                .contains(
                        "There is no 'host' in the site. Did you mean 'hosts'?",
                        "There is no 'lables' in a host. Did you mean 'labels'?",
                        "The url 'http://10.0.0.1' must begin with unix://, tcp:// or ssh://.",
                        "There is no 'memory' in a container.");
    }

    @Test
    void aVariableMustBeThereOnEveryHostOfTheService() throws IOException {
        SiteFile file = file(GOOD.replace("port: 9090", "prt: 9090"));
        assertThat(file.findings())
                .extracting(Finding::where, Finding::rule)
                .containsExactly(tuple("19:27", "variable"), tuple("20:15", "variable"), tuple("31:19", "variable"));
        assertThat(file.findings().getFirst().message())
                .startsWith("Host web-2 has no ${host.vars.port}; it has host.address,");
    }

    @Test
    void pathsStartFromTheFolderOfTheFile() throws IOException {
        for (String name : List.of("ca", "cert", "key")) {
            Files.writeString(folder.resolve(name), "pem");
        }
        Site site = file("hosts: [{name: a, url: 'tcp://h:1', tls: {ca: ca, cert: ./cert, key: " + folder.resolve("key")
                        + "}}]")
                .current();
        assertThat(site.hosts().getFirst().tls())
                .isEqualTo(new Host.Tls(folder.resolve("ca"), folder.resolve("cert"), folder.resolve("key")));
    }

    @Test
    void aServiceThatMeansNoHostIsOnlyAWarning() throws IOException {
        SiteFile file =
                file("services: [{name: a, image: a, hosts: role=web, container: {labels: {x: '${host.vars.any}'}}}]");
        assertThat(file.findings())
                .extracting(Finding::rule, Finding::severity)
                .containsExactly(tuple("no-hosts", Finding.Severity.WARNING));
        assertThat(file.current().services()).hasSize(1);
    }

    @Test
    void anAbsentOrEmptyFileIsAnEmptySite() throws IOException {
        SiteFile absent = new SiteFile(folder.resolve("site.yaml"), () -> now);
        assertThat(absent.current().hosts()).isEmpty();
        assertThat(absent.findings()).isEmpty();
        assertThat(file("").findings()).isEmpty();
        assertThat(file("# nothing yet\nhosts:\nservices: []\n").findings()).isEmpty();
    }

    @Test
    void aBrokenOrVanishedFileKeepsTheLastGoodSite() throws IOException {
        SiteFile file = file(GOOD);
        write("hosts: {");
        now = now.plusMillis(999);
        assertThat(file.findings()).isEmpty();
        now = now.plusMillis(1);
        assertThat(file.findings()).extracting(Finding::rule).containsExactly("yaml");
        assertThat(file.current().hosts()).hasSize(2);

        Files.delete(file.file());
        now = now.plusSeconds(1);
        assertThat(file.findings()).extracting(Finding::rule).containsExactly("gone");
        assertThat(file.current().hosts()).hasSize(2);

        write("hosts: []");
        now = now.plusSeconds(1);
        assertThat(file.findings()).isEmpty();
        assertThat(file.current().hosts()).isEmpty();
    }

    @Test
    void aFolderInPlaceOfTheFileIsAFinding() throws IOException {
        Files.createDirectory(folder.resolve("site.yaml"));
        assertThat(new SiteFile(folder.resolve("site.yaml"), () -> now).findings())
                .extracting(Finding::rule)
                .containsExactly("unreadable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "[]",
                "- a",
                "hosts: x",
                "hosts: [x]",
                "hosts: [[]]",
                "hosts: [null]",
                "hosts: [{}]",
                "services: [{}]",
                "a: b: c",
                "{",
                "? [a]\n: b",
                "--- a\n--- b\n",
                "hosts: &a [*a]",
                "&a hosts: *a",
                "hosts: !!java.net.URL x",
                "!!set {a}",
                "%YAML 3.0\n---\n",
                "\u0001",
                "hosts: *none",
                "<<: {a: b}"
            })
    void nothingUnexpectedThrows(String text) throws IOException {
        assertThat(file(text).findings())
                .isNotEmpty()
                .allSatisfy(f -> assertThat(f.message()).endsWith("."));
    }

    @Test
    void aliasBombsAreRefused() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9) + "x"));
        }
        assertThat(file(bomb.toString()).findings()).extracting(Finding::rule).containsExactly("yaml");
        assertThat(file("[".repeat(100_000)).findings()).isNotEmpty();
        assertThat(file("hosts: [" + "x, ".repeat(600_000) + "]").findings()).isNotEmpty();
    }

    @Test
    void noDamageToAGoodFileThrows() {
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            byte[] bad = good.clone();
            for (int n = random.nextInt(1, 5); n > 0; n--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(random.nextInt(10) == 0 ? 256 : 128);
            }
            SiteReader.Reading reading = SiteReader.read(bad, folder);
            if (reading.good()) {
                SiteContent site = reading.site();
                for (Service service : site.services()) {
                    site.select(service.hosts())
                            .forEach(host ->
                                    assertThat(site.settings(service, host)).isNotNull());
                }
            }
        }
    }

    private SiteFile file(String text) throws IOException {
        write(text);
        return new SiteFile(folder.resolve("site.yaml"), () -> now);
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("site.yaml"), text);
    }
}
