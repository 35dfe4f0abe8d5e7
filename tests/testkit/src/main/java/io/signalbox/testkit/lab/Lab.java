package io.signalbox.testkit.lab;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two container hosts and a registry on this machine, shared by all tests of all modules: the first test that asks starts
 * it, and it goes on running, so that the next test process finds it ready. {@code ./test} stops what it started;
 * otherwise {@code LAB_NET=1 tests/lab/down} does.
 *
 * <p>{@code LAB_NET} and {@code LAB_DIR} in the environment choose another lab than the tests' own, as for the scripts.
 */
public final class Lab {

    private final LabScripts scripts;
    private final LabScripts.Settings settings;
    private final List<LabHost> hosts;

    private Lab(LabScripts scripts) {
        this.scripts = scripts;
        settings = scripts.settings();
        hosts = Stream.of(settings.get("LAB_HOSTS").split(" "))
                .map(number -> new LabHost(
                        scripts,
                        Integer.parseInt(number),
                        settings.get("LAB_HOST_" + number + "_NAME"),
                        settings.get("LAB_HOST_" + number + "_ADDRESS")))
                .toList();
    }

    /**
     * The lab, all of it running. Where this machine cannot have one, the test that asks is aborted with the reason, or
     * fails when {@code CI=true}: there, everything has to run.
     *
     * <p>Safe to call often and from any thread; only the first call starts anything.
     */
    public static Lab require() {
        var start = Started.ONCE;
        if (start.lab != null) {
            return start.lab;
        }
        var reason = "no lab: " + start.problem;
        if (start.canBeSkipped && !"true".equals(System.getenv("CI"))) {
            Assumptions.abort(reason);
        }
        throw new AssertionError(reason);
    }

    /** The hosts in the site, {@code web-1} first. */
    public List<LabHost> hosts() {
        return hosts;
    }

    /** Host {@code web-<number>}, counted from 1. */
    public LabHost host(int number) {
        return hosts.get(number - 1);
    }

    /**
     * One more host that is not in the site, with a disk in memory. Whoever starts it kills it in the end.
     *
     * @param number above those of {@link #hosts}, up to 254
     * @param disk such as {@code 24m}; one image takes 2 MB
     */
    public LabHost hostWithDisk(int number, String disk) {
        var host =
                new LabHost(scripts, number, "web-" + number, "127." + settings.get("LAB_NET") + "." + number + ".1");
        host.startWithDisk(disk);
        return host;
    }

    /** The open registry, {@code address:port}; has {@code shop:1.0} to {@code shop:1.3}. */
    public String registry() {
        return settings.get("LAB_REGISTRY");
    }

    /** The same images behind a login. */
    public String registryWithLogin() {
        return settings.get("LAB_REGISTRY_WITH_LOGIN");
    }

    public String registryUser() {
        return settings.get("LAB_REGISTRY_USER");
    }

    public String registryPassword() {
        return settings.get("LAB_REGISTRY_PASSWORD");
    }

    /** Reference of a demonstration image in the open registry. */
    public String shop(String version) {
        return registry() + "/shop:" + version;
    }

    /** The {@code site.yaml} of the lab: its hosts, services {@code shop} and {@code shop-docker}. */
    public Path site() {
        return Path.of(settings.get("LAB_SITE"));
    }

    /** Back to the beginning: all hosts run and have no containers. */
    public void clear() {
        hosts.forEach(LabHost::start);
        hosts.forEach(LabHost::removeContainers);
    }

    /** What came of starting the lab, once per process. */
    private static final class Started {

        static final Started ONCE = new Started();

        final @Nullable Lab lab;
        final String problem;
        final boolean canBeSkipped;

        private Started() {
            var scripts = LabScripts.ofThisProject();
            var up = scripts.run("up");
            lab = up.code() == 0 ? new Lab(scripts) : null;
            problem = up.output();
            canBeSkipped = up.code() == LabScripts.UNAVAILABLE || up.code() == LabScripts.IN_USE_ELSEWHERE;
        }
    }
}
