package io.signalbox.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

@NeedsLab
class LabTest {

    private final Lab lab = Lab.require();

    @BeforeEach
    @AfterEach
    void clear() {
        lab.clear();
    }

    @Test
    void twoHostsServeTheSamePortOnAddressesOfTheirOwn() throws Exception {
        for (var host : lab.hosts()) {
            runShop(host, "1.1");
            assertThat(get(host, "/")).isEqualTo("200 shop 1.1");
        }
    }

    @Test
    void shopReportsItsFigures() throws Exception {
        var host = lab.host(1);
        runShop(host, "1.0", "-e", "SHOP_ERROR_RATE=1", "-e", "SHOP_LATENCY_MS=20");
        assertThat(get(host, "/")).isEqualTo("500 shop 1.0 is out of order");
        assertThat(get(host, "/metrics"))
                .contains("http_requests_total{code=\"500\"} 1")
                .contains("http_errors_total 1")
                .contains("http_request_duration_seconds_bucket{le=\"0.01\"} 0")
                .contains("http_request_duration_seconds_count 1")
                .contains("shop_info{version=\"1.0\"} 1");
    }

    @Test
    void oneVersionIsNeverHealthy() throws Exception {
        runShop(lab.host(2), "1.2");
        assertThat(get(lab.host(2), "/health")).isEqualTo("503 not ready");
    }

    @Test
    void killedHostComesBackWithItsContainers() throws Exception {
        var host = lab.host(1);
        runShop(host, "1.0", "--restart", "always");
        host.kill();
        assertThatThrownBy(() -> get(host, "/")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> host.docker("ps")).hasMessageContaining("ps ended with code 1");
        host.start();
        assertThat(host.docker("ps", "--format", "{{.Names}}")).isEqualTo("shop");
    }

    @Test
    void diskCanBeFull() {
        var small = lab.hostWithDisk(9, "2m");
        try {
            assertThatThrownBy(() -> small.docker("pull", lab.shop("1.0"))).hasMessageContaining("no space left");
        } finally {
            small.kill();
        }
    }

    @Test
    void siteNamesTheHosts() throws Exception {
        assertThat(Files.readString(lab.site()))
                .contains(lab.host(1).url().toString(), lab.host(2).address(), lab.registry() + "/shop");
    }

    private void runShop(LabHost host, String version, String... options) {
        var arguments = new ArrayList<>(List.of("run", "-d", "--name", "shop", "--network", "host"));
        arguments.addAll(List.of("-e", "SHOP_ADDRESS=" + host.address()));
        arguments.addAll(List.of(options));
        arguments.add(lab.shop(version));
        host.docker(arguments.toArray(String[]::new));
        host.docker(
                "exec", "shop", "sh", "-c", "until wget -qO- $SHOP_ADDRESS:$SHOP_PORT/metrics; do usleep 9999; done");
    }

    private static String get(LabHost host, String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://" + host.address() + ":8080" + path))
                            .build(),
                    BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body().strip();
        }
    }
}
