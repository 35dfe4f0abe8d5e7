package io.signalbox.connectors.docker;

import com.github.dockerjava.api.exception.DockerException;
import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.Host;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

/** Turns what docker-java throws and what engines say into codes and sentences. The only place that knows their wording. */
final class DockerFailures {

    /** @param advice what to do; goes behind the engine's own words */
    private record Rule(Pattern words, DockerError error, String advice) {
        Rule(String words, DockerError error, String advice) {
            this(Pattern.compile(words, Pattern.CASE_INSENSITIVE), error, advice);
        }
    }

    /** The first that fits wins. */
    private static final List<Rule> RULES = List.of(
            new Rule(
                    "no space left on device|disk quota exceeded",
                    DockerError.DISK_FULL,
                    "Free space there, for instance with docker.prune-images, and retry."),
            new Rule(
                    "HTTP request to an HTTPS server",
                    DockerError.HOST_TLS,
                    "The engine wants TLS: give the host tls: {ca, cert, key} in the site."),
            new Rule("toomanyrequests|rate limit", DockerError.REGISTRY_LIMIT, "Wait, or pull with a registry login."),
            new Rule(
                    "authentication required|unauthorized|no basic auth credentials|access to the resource is denied|incorrect username or password",
                    DockerError.REGISTRY_AUTH,
                    "Give registryAuth a secret with a valid user:password for this registry."),
            new Rule(
                    "manifest unknown|name unknown|manifest for .* not found|repository .* not found|does not exist or may require"
                            + "|no matching manifest|not found: manifest",
                    DockerError.IMAGE_NOT_FOUND,
                    "Check repository and tag; a private repository also answers so to somebody without a login."),
            new Rule(
                    "port is already allocated|address already in use",
                    DockerError.PORT_TAKEN,
                    "Stop what listens there, or publish another port."),
            new Rule(
                    "is already in use by container",
                    DockerError.NAME_TAKEN,
                    "Remove or rename that container, or choose another name."),
            new Rule(
                    "no such image|image .* not found",
                    DockerError.IMAGE_NOT_PULLED,
                    "Pull it first with docker.pull-image."),
            new Rule("no such container", DockerError.CONTAINER_NOT_FOUND, "Check the name."),
            new Rule("is not running|is paused|is restarting", DockerError.CONTAINER_NOT_RUNNING, "Start it first."),
            new Rule(
                    "network .* not found|could not find the network",
                    DockerError.NETWORK_NOT_FOUND,
                    "Create the network on the host, or choose another network mode."),
            new Rule(
                    "executable file not found|no such file or directory: unknown|exec format error|permission denied: unknown",
                    DockerError.COMMAND_NOT_FOUND,
                    "Check command and entrypoint against what is in the image."),
            new Rule(
                    "connection refused|no such host|i/o timeout|TLS handshake|x509|request canceled|deadline exceeded|network is unreachable"
                            + "|no route to host|HTTP response to HTTPS client|connection reset|\\bEOF\\b|dial tcp|50[234] (bad gateway|service|gateway)",
                    DockerError.REGISTRY_UNREACHABLE,
                    "Check that the registry is up and that this host reaches and trusts it."));

    private static final Pattern JSON_MESSAGE =
            Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.DOTALL);

    private DockerFailures() {}

    /**
     * What to throw instead.
     *
     * @param doing what was tried, as it follows "Cannot": {@code start container shop}
     */
    static ConnectorException of(Host host, String doing, Throwable failure) {
        if (failure instanceof ConnectorException known) {
            return known;
        }
        DockerException said = find(failure, DockerException.class);
        if (said != null) {
            return said(host, doing, words(said), said.getHttpStatus(), said);
        }
        IOException io = find(failure, IOException.class);
        if (io != null) {
            return unreachable(host, doing, io);
        }
        return DockerError.ENGINE_FAILED.because(
                "Cannot " + doing + " on host " + host.name() + ": " + oneLine(String.valueOf(failure.getMessage()))
                        + ".",
                failure);
    }

    /** Whether the engine answered that it does not do what it was asked, or nothing listens where it should: then it has not begun. */
    static boolean refused(ConnectorException failure) {
        return find(failure, DockerException.class) != null || find(failure, ConnectException.class) != null;
    }

    /** The same for an error that came inside a stream. */
    static ConnectorException said(Host host, String doing, String words) {
        return said(host, doing, words, 0, null);
    }

    private static ConnectorException said(
            Host host, String doing, String words, int status, @Nullable Throwable cause) {
        String text = "Cannot " + doing + " on host " + host.name() + ": " + oneLine(words) + ".";
        for (Rule rule : RULES) {
            if (rule.words.matcher(words).find()) {
                return rule.error.because(text + " " + rule.advice, cause);
            }
        }
        if (status == 400 || words.toLowerCase(Locale.ROOT).startsWith("invalid")) {
            return DockerError.SETTINGS_INVALID.because(
                    text + " Correct the settings of the step or the service.", cause);
        }
        return DockerError.ENGINE_FAILED.because(text + " The engine's own log on the host tells more.", cause);
    }

    private static ConnectorException unreachable(Host host, String doing, IOException io) {
        String where = "host " + host.name() + " (" + host.url() + ")";
        // A connection that breaks later is an SSLException too, around that of the socket.
        if (io instanceof SSLException && !(io.getCause() instanceof SocketException)) {
            return DockerError.HOST_TLS.because(
                    "Cannot " + doing + ": no TLS connection to " + where + " ("
                            + oneLine(message(io))
                            + "). Check ca, cert and key of the host in the site, and that the engine speaks TLS there.",
                    io);
        }
        String why = switch (io) {
            case UnknownHostException _ -> "its name is not known";
            case ConnectException _ -> "nothing listens there";
            case SocketException e when message(e).startsWith("No such file") -> "the socket is not there";
            case SocketTimeoutException t
            when String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT).contains("connect") ->
                "no answer to the connection";
            case SocketTimeoutException _ -> "it does not answer";
            default -> oneLine(message(io));
        };
        return DockerError.HOST_UNREACHABLE.because(
                "Cannot " + doing + ": " + where + " cannot be reached, " + why
                        + ". Check that the machine and its Docker engine are up"
                        + (host.tls() == null ? "." : ", and that the engine accepts the client certificate."),
                io);
    }

    private static String message(IOException io) {
        return io.getMessage() == null ? io.getClass().getSimpleName() : io.getMessage();
    }

    private static String words(DockerException said) {
        String body = String.valueOf(said.getMessage());
        Matcher message = JSON_MESSAGE.matcher(body);
        return message.find() ? message.group(1).translateEscapes() : body;
    }

    /** One line without a full stop at its end. */
    private static String oneLine(String text) {
        String line = text.strip().replaceAll("\\s*[\\r\\n]+\\s*", "; ");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }
}
