package io.signalbox.connectors.docker;

import io.signalbox.sdk.Connector;
import io.signalbox.sdk.ConnectorContext;
import io.signalbox.sdk.ConnectorInfo;
import io.signalbox.sdk.Operation;

import java.util.List;

/** Containers on the hosts of the site. */
@ConnectorInfo(
        id = "docker",
        title = "Docker",
        summary = "Runs, replaces, watches and removes containers on hosts with a Docker Engine API.",
        keywords = {"container", "image", "host"},
        errors = DockerError.class)
final class DockerConnector implements Connector {

    private final DockerHosts hosts;

    DockerConnector(ConnectorContext context) {
        this.hosts = new DockerHosts(context);
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(
                new PullImage(hosts),
                new RunContainer(hosts),
                new ReplaceContainer(hosts),
                new RestorePrevious(hosts),
                new WaitUntilHealthy(hosts),
                new StartContainer(hosts),
                new StopContainer(hosts),
                new RestartContainer(hosts),
                new RemoveContainer(hosts),
                new Exec(hosts),
                new ReadLogs(hosts),
                new InspectContainer(hosts),
                new ListContainers(hosts),
                new PruneImages(hosts));
    }

    @Override
    public void close() {
        hosts.close();
    }
}
