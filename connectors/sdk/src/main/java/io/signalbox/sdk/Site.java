package io.signalbox.sdk;

import java.util.List;
import java.util.Optional;

/** What Signalbox looks after, at one moment. Immutable. */
public interface Site {

    /** In the order of the file. */
    List<Host> hosts();

    List<Service> services();

    Optional<Host> host(String name);

    Optional<Service> service(String name);

    /** The container settings of a service on a host: {@code ${host.…}} resolved. */
    ContainerSettings settings(Service service, Host host);

    /** Where a service answers its check over HTTP on a host, {@code ${host.…}} resolved; empty if it has no such check. */
    default Optional<String> healthUrl(Service service, Host host) {
        return Optional.ofNullable(service.health()).map(h -> HostVariables.fill(h.url(), host));
    }

    /**
     * The hosts whose labels satisfy an expression such as {@code role=web,zone!=b}: comma-separated terms {@code key=value},
     * {@code key!=value}, {@code key} (has it), {@code !key} (has it not), {@code key in (a|b)}; {@code name=…} matches the host's
     * name; {@code *} and the empty expression match all. In the order of the file.
     *
     * @throws IllegalArgumentException if the expression cannot be read; the message says where
     */
    List<Host> select(String expression);
}
