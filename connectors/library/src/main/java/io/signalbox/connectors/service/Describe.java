package io.signalbox.connectors.service;

import io.signalbox.sdk.ConnectorContext;
import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.Durations;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.Host;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Service;
import io.signalbox.sdk.Site;
import io.signalbox.sdk.Step;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

@OperationInfo(
        id = "service.describe",
        title = "Describe a service",
        summary =
                "Says what a service of the site is in a version, where it runs, how it is rolled out and how to tell that it"
                        + " serves. What is left empty comes from the site.",
        effect = Effect.READ,
        keywords = {"defaults", "image", "health", "rollout"},
        attempts = 1,
        timeout = "PT30S")
final class Describe implements Operation<Describe.Input, Describe.Output> {

    private final ConnectorContext context;

    Describe(ConnectorContext context) {
        this.context = context;
    }

    record Input(
            @Field(
                    label = "Service",
                    help = "Name of a service of the site.",
                    example = "shop",
                    role = Field.Role.SERVICE)
            String service,

            @Field(
                    label = "Version",
                    help = "Tag of the image, or its digest as sha256:…; left empty where no image is asked for.",
                    example = "1.1")
            @Pattern(
                    regexp = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}|sha256:[a-f0-9]{64}",
                    message = "must be an image tag such as 1.1, or a digest: sha256: and 64 digits")
            @Nullable
            String version,

            @Field(
                    label = "Hosts",
                    help = "Expression over labels, instead of the one in the site.",
                    group = "Instead of the site",
                    role = Field.Role.HOST_EXPRESSION)
            @Nullable
            String hosts,

            @Field(
                    label = "Batch size",
                    help = "Hosts at a time, a number such as 2 or a share such as 25%.",
                    group = "Instead of the site")
            @Pattern(
                    regexp = "[1-9]\\d{0,5}|(100|[1-9]\\d?) ?%",
                    message = "must be a number such as 2 or a share such as 25%")
            @Nullable
            String batch,

            @Field(
                    label = "Allowed failures",
                    help = "How many hosts may fail before everything is taken back.",
                    group = "Instead of the site")
            @PositiveOrZero
            @Nullable
            Integer allowedFailures,

            @Field(
                    label = "Healthy within",
                    help = "How long a container may take to become healthy.",
                    group = "Instead of the site",
                    example = "60s")
            @Nullable
            Duration healthyWithin) {}

    enum Check {
        HTTP,
        DOCKER
    }

    record Output(
            @Field(label = "Service", help = "Its name.") String service,

            @Field(label = "Version", help = "The version asked for; null if none was.") @Nullable
            String version,

            @Field(label = "Image", help = "The full reference of the image; null without a version.") @Nullable
            String image,

            @Field(label = "Hosts", help = "Expression over labels: where it runs.")
            String hosts,

            @Field(label = "Batch size", help = "Hosts at a time.")
            String batch,

            @Field(label = "Allowed failures", help = "How many hosts may fail.")
            int allowedFailures,

            @Field(label = "Healthy within", help = "How long a container may take, as text such as 60s.")
            String healthyWithin,

            @Field(
                    label = "Check",
                    help = "How to tell that it serves: over http, or by what docker says of the container.")
            Check check,

            @Field(label = "Health URLs", help = "Where to ask, by host; empty unless the check is http.")
            Map<String, String> healthUrls,

            @Field(label = "Health status", help = "The status that means healthy; null unless the check is http.")
            @Nullable
            Integer healthStatus,

            @Field(
                    label = "Health interval",
                    help = "Between two questions, as text such as 2s; null unless the check is http.")
            @Nullable
            String healthInterval,

            @Field(
                    label = "Health timeout",
                    help = "How long one answer may take, as text such as 5s; null unless the check is http.")
            @Nullable
            String healthTimeout) {

        public Output {
            healthUrls = Map.copyOf(healthUrls);
        }
    }

    @Override
    public Output apply(Input input, Step step) {
        Site site = context.site();
        Service service = site.service(input.service).orElseThrow(() -> unknown(input.service, site));
        String hosts = input.hosts == null ? service.hosts() : input.hosts;
        Service.Rollout rollout = service.rollout();
        Service.HttpHealth health = service.health();
        return new Output(
                service.name(),
                input.version,
                input.version == null ? null : service.imageAt(input.version),
                hosts,
                input.batch == null ? rollout.batch() : input.batch,
                input.allowedFailures == null ? rollout.allowedFailures() : input.allowedFailures,
                Durations.format(input.healthyWithin == null ? rollout.healthyWithin() : input.healthyWithin),
                health == null ? Check.DOCKER : Check.HTTP,
                healthUrls(service, select(hosts, site), site),
                health == null ? null : Integer.valueOf(health.status()),
                health == null ? null : Durations.format(health.interval()),
                health == null ? null : Durations.format(health.timeout()));
    }

    private static List<Host> select(String hosts, Site site) {
        try {
            return site.select(hosts);
        } catch (IllegalArgumentException e) {
            throw new ConnectorException(ServiceError.SERVICE_HOSTS_INVALID, e.getMessage() + ".", e);
        }
    }

    private static Map<String, String> healthUrls(Service service, List<Host> hosts, Site site) {
        Map<String, String> urls = new LinkedHashMap<>();
        try {
            for (Host host : hosts) {
                site.healthUrl(service, host).ifPresent(url -> urls.put(host.name(), url));
            }
        } catch (IllegalArgumentException e) {
            throw new ConnectorException(
                    ServiceError.SERVICE_HEALTH_INVALID,
                    "The health URL of service " + service.name() + " cannot be used. " + e.getMessage(),
                    e);
        }
        return urls;
    }

    private static ConnectorException unknown(String name, Site site) {
        String known = site.services().stream().map(Service::name).collect(Collectors.joining(", "));
        return new ConnectorException(
                ServiceError.SERVICE_UNKNOWN,
                "The site has no service '" + name + "'. "
                        + (known.isEmpty() ? "It has none at all." : "It has: " + known + "."));
    }
}
