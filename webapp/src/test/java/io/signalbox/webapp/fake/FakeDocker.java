package io.signalbox.webapp.fake;

import io.signalbox.sdk.Connector;
import io.signalbox.sdk.ConnectorException;
import io.signalbox.sdk.ConnectorInfo;
import io.signalbox.sdk.Effect;
import io.signalbox.sdk.ErrorCode;
import io.signalbox.sdk.Field;
import io.signalbox.sdk.Operation;
import io.signalbox.sdk.OperationInfo;
import io.signalbox.sdk.Step;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Lists the containers of {@link FakeSite}. */
@ConnectorInfo(id = "docker", title = "Docker", summary = "Speaks to container hosts.", errors = FakeDocker.Error.class)
public final class FakeDocker implements Connector {

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(new ListContainers());
    }

    enum Error implements ErrorCode {
        HOST_UNREACHABLE;

        @Override
        public String code() {
            return "DOCKER_HOST_UNREACHABLE";
        }

        @Override
        public Kind kind() {
            return Kind.EXTERNAL;
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    @OperationInfo(
            id = "docker.list-containers",
            title = "List containers",
            summary = "Lists the containers of a host.",
            effect = Effect.READ)
    static final class ListContainers implements Operation<ListContainers.Input, ListContainers.Output> {

        record Input(
                @Field(label = "Host", role = Field.Role.HOST)
                String host) {}

        record Output(@Field(label = "Containers") List<Item> containers) {}

        record Item(
                @Field(label = "Name") String name,
                @Field(label = "Image") String image,
                @Field(label = "State") String state,
                @Field(label = "Health") String health,
                @Field(label = "Created") String created,
                @Field(label = "Labels") Map<String, String> labels) {}

        @Override
        public Output apply(Input input, Step step) throws InterruptedException {
            return switch (input.host()) {
                case "web-1" ->
                    new Output(List.of(
                            item("shop", "127.0.0.1:5000/shop:1.1", "running"),
                            item("shop.previous", "127.0.0.1:5000/shop@sha256:abc", "exited")));
                case "web-2" -> throw new ConnectorException(Error.HOST_UNREACHABLE, "Nobody listens at web-2.");
                default -> {
                    step.pause(Duration.ofHours(1));
                    yield new Output(List.of());
                }
            };
        }

        private static Item item(String name, String image, String state) {
            return new Item(
                    name,
                    image,
                    state,
                    state.equals("running") ? "healthy" : "none",
                    "2026-01-01T12:00:00Z",
                    Map.of("io.signalbox.run", "r1", "io.signalbox.step", "s1"));
        }
    }
}
