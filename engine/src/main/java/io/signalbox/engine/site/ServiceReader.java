package io.signalbox.engine.site;

import io.signalbox.sdk.BatchSize;
import io.signalbox.sdk.Host;
import io.signalbox.sdk.HostExpression;
import io.signalbox.sdk.Service;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the services of a site. */
final class ServiceReader {

    private static final List<String> KEYS = List.of("name", "image", "hosts", "container", "health", "rollout");
    private static final List<String> HEALTH = List.of("url", "status", "interval", "timeout");
    private static final List<String> ROLLOUT = List.of("batch", "allowed_failures", "healthy_within");
    private static final Pattern IMAGE =
            Pattern.compile("([A-Za-z0-9.-]+(:\\d{1,5})?/)?[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*");
    private static final Pattern URL = Pattern.compile("https?://[^\\s/]+.*");

    private final YamlText yaml;
    private final List<Host> hosts;
    private final Map<String, Service> services = new LinkedHashMap<>();

    ServiceReader(YamlText yaml, List<Host> hosts) {
        this.yaml = yaml;
        this.hosts = hosts;
    }

    List<Service> read(@Nullable Node list) {
        Section.items(yaml, list, "services").forEach(this::service);
        return List.copyOf(services.values());
    }

    private void service(Node node) {
        Section section = new Section(yaml, node, "a service", KEYS);
        String name = section.required("name");
        if (!name.isEmpty() && !HostReader.NAME.matcher(name).matches()) {
            yaml.error(
                    "name",
                    section.place("name"),
                    "The service name '" + name + "' may only have letters, digits, _ . and -; containers carry it.");
        }
        String expression = section.required("hosts");
        Filled filled = new Filled(yaml, selected(expression, section));
        Service service = new Service(
                name,
                image(section),
                new ContainerReader(yaml, filled).read(section.at("container").orElse(null)),
                section.at("health").map(health -> health(health, filled)).orElse(null),
                expression,
                rollout(section.at("rollout").orElse(null)));
        if (!name.isEmpty() && services.putIfAbsent(name, service) != null) {
            yaml.error("duplicate", section.place("name"), "There is another service named '" + name + "'.");
        }
    }

    private String image(Section section) {
        String image = section.required("image");
        if (!image.isEmpty() && !IMAGE.matcher(image).matches()) {
            yaml.error(
                    "image",
                    section.place("image"),
                    "The image '" + image
                            + "' must be a repository such as registry:5000/shop, without tag or digest: runs say the version.");
        }
        return image;
    }

    private List<Host> selected(String expression, Section section) {
        if (expression.isEmpty()) {
            return List.of();
        }
        try {
            HostExpression read = HostExpression.parse(expression);
            List<Host> selected = hosts.stream().filter(read::matches).toList();
            if (selected.isEmpty()) {
                yaml.warning(
                        "no-hosts", section.place("hosts"), "No host of this site is meant by '" + expression + "'.");
            }
            return selected;
        } catch (IllegalArgumentException e) {
            yaml.error("expression", section.place("hosts"), e.getMessage() + ".");
            return List.of();
        }
    }

    private Service.HttpHealth health(Node node, Filled filled) {
        Section section = new Section(yaml, node, "a health check", HEALTH);
        String url = section.required("url");
        if (!url.isEmpty()) {
            filled.check(
                    section.place("url"),
                    url,
                    text -> URL.matcher(text).matches() ? "" : "must begin with http:// or https:// and name a host");
        }
        return new Service.HttpHealth(
                url,
                section.whole("status", 100, 599, 200),
                section.time("interval", Duration.ofSeconds(2)),
                section.time("timeout", Duration.ofSeconds(5)));
    }

    private Service.Rollout rollout(@Nullable Node node) {
        if (node == null) {
            return new Service.Rollout("1", 0, Duration.ofSeconds(60));
        }
        Section section = new Section(yaml, node, "a rollout", ROLLOUT);
        String batch = section.text("batch").orElse("1");
        try {
            BatchSize.parse(batch);
        } catch (IllegalArgumentException e) {
            yaml.error("batch", section.place("batch"), String.valueOf(e.getMessage()));
        }
        return new Service.Rollout(
                batch,
                section.whole("allowed_failures", 0, 10_000, 0),
                section.time("healthy_within", Duration.ofSeconds(60)));
    }
}
