package io.signalbox.webapp.connector;

import io.signalbox.sdk.Connector;
import io.signalbox.sdk.ConnectorContext;
import io.signalbox.sdk.ConnectorFactory;
import io.signalbox.sdk.describe.Catalogue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Predicate;

/** The connectors of this node: those on the class path, and those in jars of the plugins folder, each with a class loader of its own. */
final class Connectors implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Connectors.class);

    private final List<Connector> connectors = new ArrayList<>();
    private final List<URLClassLoader> loaders = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Function<ConnectorFactory, ConnectorContext> contexts;
    private final Catalogue catalogue;

    /** @throws UnusableConnectors naming everything that is wrong with them */
    Connectors(Path plugins, Function<ConnectorFactory, ConnectorContext> contexts) {
        this.contexts = contexts;
        ClassLoader own = Connectors.class.getClassLoader();
        load(own, "the class path", type -> true);
        for (Path jar : jars(plugins)) {
            plugin(jar, own);
        }
        this.catalogue = read();
    }

    Catalogue catalogue() {
        return catalogue;
    }

    private Catalogue read() {
        Catalogue read = null;
        try {
            read = new Catalogue(connectors);
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        if (read == null || !problems.isEmpty()) {
            close();
            throw new UnusableConnectors(String.join("\n", problems));
        }
        return read;
    }

    private void plugin(Path jar, ClassLoader parent) {
        try {
            URLClassLoader loader = new URLClassLoader(
                    jar.getFileName().toString(), new URL[] {jar.toUri().toURL()}, parent);
            loaders.add(loader);
            int before = connectors.size();
            // Its loader finds the connectors of the class path again.
            load(loader, jar.toString(), type -> loader.equals(type.getClassLoader()));
            if (connectors.size() == before) {
                problems.add(jar + " has no connector: META-INF/services/" + ConnectorFactory.class.getName()
                        + " is missing or empty");
            }
        } catch (IOException e) {
            problems.add(jar + " cannot be read: " + e.getMessage());
        }
    }

    private void load(ClassLoader loader, String from, Predicate<Class<?>> wanted) {
        var each = ServiceLoader.load(ConnectorFactory.class, loader).stream().iterator();
        while (true) {
            try {
                if (!each.hasNext()) {
                    return;
                }
                ServiceLoader.Provider<ConnectorFactory> provider = each.next();
                if (!wanted.test(provider.type())) {
                    continue;
                }
                ConnectorFactory factory = provider.get();
                connectors.add(factory.create(contexts.apply(factory)));
                LOG.debug("Made a connector with {} from {}", provider.type().getName(), from);
            } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
                LOG.debug("A connector of {} cannot be made", from, e);
                problems.add(from + ": " + e);
            }
        }
    }

    private static List<Path> jars(Path plugins) {
        if (!Files.isDirectory(plugins)) {
            return List.of();
        }
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(plugins, "*.jar")) {
            found.forEach(jars::add);
        } catch (IOException e) {
            throw new UnusableConnectors("The folder " + plugins + " cannot be read: " + e.getMessage());
        }
        return jars.stream().sorted().toList();
    }

    @Override
    public void close() {
        for (Connector connector : connectors.reversed()) {
            try {
                connector.close();
            } catch (RuntimeException e) {
                LOG.warn("{} could not be closed; the application goes on shutting down", connector, e);
            }
        }
        for (URLClassLoader loader : loaders) {
            try {
                loader.close();
            } catch (IOException e) {
                LOG.debug("Plugin {} could not be closed", loader.getName(), e);
            }
        }
    }
}
