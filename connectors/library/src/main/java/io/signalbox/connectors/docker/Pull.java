package io.signalbox.connectors.docker;

import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem;
import io.signalbox.sdk.Step;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One pull under way: what came, what is said about it, and whether it still moves. */
final class Pull {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    /** What one layer has come to. */
    private record Layer(String status, long current, long total) {}

    private final DockerHost host;
    private final Step step;
    private final ImageRef image;
    private final Optional<AuthConfig> login;
    private final Duration patience;
    private final Map<String, Layer> layers = new HashMap<>();
    private long lastMove = System.nanoTime();
    private long lastLine = System.nanoTime();

    Pull(DockerHost host, Step step, ImageRef image, Optional<AuthConfig> login, Duration patience) {
        this.host = host;
        this.step = step;
        this.image = image;
        this.login = login;
        this.patience = patience;
    }

    /**
     * Leaves when the image is there. However it leaves, the engine has been told to stop pulling. From a line that is altogether dead an
     * engine frees itself only when that connection ends; until then another pull of the same layer waits for it.
     */
    void run() throws InterruptedException {
        step.log().info("Pulling " + image.text() + " to host " + host.name() + ".");
        try (DaemonStream<PullResponseItem, PullResponseItem> stream = host.open(item -> item, (client, callback) -> {
            PullImageCmd pull = client.pullImageCmd(image.repository()).withTag(image.tagOrDigest());
            login.ifPresent(pull::withAuthConfig);
            pull.exec(callback);
        })) {
            while (true) {
                switch (stream.next(Duration.ofSeconds(1))) {
                    case DaemonStream.Item<PullResponseItem>(PullResponseItem item) -> take(item);
                    case DaemonStream.End<PullResponseItem>(var failure) -> {
                        end(failure);
                        return;
                    }
                    case null -> {}
                }
                giveUpIfStalled();
            }
        } catch (InterruptedException e) {
            step.log().info("The pull of " + image.text() + " was stopped.");
            throw e;
        }
    }

    private void end(@Nullable Throwable failure) {
        if (failure != null) {
            throw DockerFailures.of(host.host(), doing(), failure);
        }
    }

    private String doing() {
        return "pull " + image.text();
    }

    private void take(PullResponseItem item) {
        String error = error(item);
        if (error != null) {
            throw DockerFailures.said(host.host(), doing(), error);
        }
        String status = item.getStatus() == null ? "" : item.getStatus();
        if (item.getId() == null || item.getId().equals(image.tagOrDigest())) {
            moved();
            if (!status.isBlank()) {
                step.log().info(status);
            }
            return;
        }
        ResponseItem.ProgressDetail detail = item.getProgressDetail();
        long current = detail == null || detail.getCurrent() == null ? 0 : detail.getCurrent();
        long total = detail == null || detail.getTotal() == null ? 0 : detail.getTotal();
        Layer now = new Layer(status, current, total);
        Layer before = layers.put(item.getId(), now);
        // The countdown of the engine's own retries is no progress.
        if (!now.equals(before) && !status.startsWith("Retrying")) {
            moved();
        }
        say();
    }

    /** Every engine since 2015 sends the detail with an error. */
    private static @Nullable String error(PullResponseItem item) {
        ResponseItem.ErrorDetail detail = item.getErrorDetail();
        return detail == null ? null : detail.getMessage();
    }

    private void moved() {
        lastMove = System.nanoTime();
    }

    private void say() {
        long done = layers.values().stream().filter(Pull::complete).count();
        long bytes = layers.values().stream().mapToLong(Layer::current).sum();
        long total = layers.values().stream().mapToLong(Layer::total).sum();
        String text = done + " of " + layers.size() + " layers"
                + (total > 0
                        ? String.format(Locale.ROOT, ", %.1f of %.1f MB on the way", bytes / 1e6, total / 1e6)
                        : "");
        double share = layers.isEmpty() ? -1 : (double) done / layers.size();
        step.progress(share, text);
        if (System.nanoTime() - lastLine > BETWEEN_LINES.toNanos()) {
            lastLine = System.nanoTime();
            step.log().info(text);
        }
    }

    private static boolean complete(Layer layer) {
        return layer.status().equals("Pull complete") || layer.status().equals("Already exists");
    }

    private void giveUpIfStalled() {
        if (System.nanoTime() - lastMove > patience.toNanos()) {
            throw DockerError.REGISTRY_SLOW.because("The pull of " + image.text() + " to host " + host.name()
                    + " made no progress for " + patience.toSeconds() + " seconds and was given up. Check the registry "
                    + image.registry() + " and the network to it, or raise patience.");
        }
    }
}
