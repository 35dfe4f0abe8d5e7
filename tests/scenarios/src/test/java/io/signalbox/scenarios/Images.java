package io.signalbox.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.testkit.lab.Lab;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** More images than the lab has: each with an id of its own, and no layers of its own. */
final class Images {

    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final OkHttpClient HTTP =
            new OkHttpClient.Builder().readTimeout(Duration.ofMinutes(1)).build();
    private static final Set<String> PUBLISHED = ConcurrentHashMap.newKeySet();

    private Images() {}

    /** Has the registry offer a version of the shop under a further tag, as an image of its own. */
    static void publish(String version, String tag) {
        if (!PUBLISHED.add(tag)) {
            return;
        }
        ObjectNode manifest =
                (ObjectNode) JSON.readTree(text(request("/manifests/" + version).header("Accept", MANIFEST)));
        ObjectNode reference = (ObjectNode) manifest.get("config");
        ObjectNode config = (ObjectNode)
                JSON.readTree(text(request("/blobs/" + reference.get("digest").asString())));
        byte[] content = JSON.writeValueAsBytes(config.put("comment", tag));
        String digest = "sha256:" + sha256(content);
        upload(content, digest);
        reference.put("digest", digest).put("size", content.length);
        text(request("/manifests/" + tag)
                .put(RequestBody.create(JSON.writeValueAsBytes(manifest), MediaType.get(MANIFEST))));
    }

    private static void upload(byte[] content, String digest) {
        try (Response begun = HTTP.newCall(
                        request("/blobs/uploads/").post(RequestBody.EMPTY).build())
                .execute()) {
            String location = begun.header("Location");
            assertThat(location).as("where to upload").isNotNull();
            text(new Request.Builder()
                    .url(begun.request()
                            .url()
                            .resolve(location)
                            .newBuilder()
                            .addQueryParameter("digest", digest)
                            .build())
                    .put(RequestBody.create(content, MediaType.get("application/octet-stream"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Request.Builder request(String path) {
        return new Request.Builder().url("http://" + Lab.require().registry() + "/v2/shop" + path);
    }

    private static String text(Request.Builder request) {
        try (Response response = HTTP.newCall(request.build()).execute()) {
            String body = response.body().string();
            assertThat(response.isSuccessful()).as(() -> response + ": " + body).isTrue();
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
