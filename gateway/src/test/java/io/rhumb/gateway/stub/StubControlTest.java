package io.rhumb.gateway.stub;

import static io.rhumb.gateway.stub.StubWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The control API, mounted under a path as the demo does. */
class StubControlTest {

  private static StubWorld world;
  private static WebClient client;
  private static int port;

  @BeforeAll
  static void start() {
    world = new StubWorld();
    Router router = Router.router(world.vertx);
    router.route("/regions/us-east4/*").subRouter(StubControl.router(world.vertx, world.stub));
    HttpServer server =
        await(world.vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    port = server.actualPort();
    client = WebClient.create(world.vertx);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @BeforeEach
  void heal() {
    await(world.stub.heal());
    world.stub.counters().reset();
  }

  @Test
  void fault_isPutShownAndDeleted() {
    JsonObject fault = new JsonObject().put("kind", "status").put("status", 503);
    HttpResponse<Buffer> put = send(HttpMethod.PUT, "/fault", fault.encode());
    assertThat(put.statusCode()).isEqualTo(200);
    assertThat(put.bodyAsJsonObject()).isEqualTo(new JsonObject().put("fault", fault));
    assertThat(send(HttpMethod.GET, "/fault", "").bodyAsJsonObject())
        .isEqualTo(put.bodyAsJsonObject());
    assertThat(world.predict().status()).isEqualTo(503);

    HttpResponse<Buffer> deleted = send(HttpMethod.DELETE, "/fault", "");
    assertThat(deleted.bodyAsString()).isEqualTo("{\"fault\":null}");
    assertThat(world.predict().status()).isEqualTo(200);
  }

  @Test
  void refuse_isPutAndHealedOverControl() {
    send(HttpMethod.PUT, "/fault", "{\"kind\":\"refuse\"}");
    assertThat(await(world.call().sending().map(false).otherwise(true))).isTrue();
    send(HttpMethod.DELETE, "/fault", "");
    assertThat(world.predict().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "nonsense", "7", "{\"kind\":\"boom\"}", "{\"kind\":\"reset\",\"shar\":1}"
      })
  void whatIsNoFault_is400ThatSaysWhatWasExpected(String body) {
    HttpResponse<Buffer> answer = send(HttpMethod.PUT, "/fault", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.bodyAsJsonObject().getJsonObject("error").getString("message"))
        .startsWith("fault")
        .contains("expected: ");
    assertThat(world.stub.fault()).isNull();
  }

  @Test
  void counters_areShownAndReset() {
    world.predict();
    world.call().without("authorization").send();
    JsonObject counters = send(HttpMethod.GET, "/counters", "").bodyAsJsonObject();
    assertThat(counters.getInteger("requests")).isEqualTo(2);
    assertThat(counters.getJsonObject("answered"))
        .isEqualTo(new JsonObject().put("200", 1).put("401", 1));
    assertThat(counters.getInteger("inFlight")).isZero();
    assertThat(counters.getInteger("maxInFlight")).isEqualTo(1);
    assertThat(counters.fieldNames())
        .contains("connections", "handshakes", "failedHandshakes", "cancelled", "broken", "queued");

    JsonObject reset = send(HttpMethod.DELETE, "/counters", "").bodyAsJsonObject();
    assertThat(reset.getInteger("requests")).isZero();
    assertThat(reset.getJsonObject("answered").isEmpty()).isTrue();
    assertThat(world.stub.counters().requests()).isZero();
  }

  private static HttpResponse<Buffer> send(HttpMethod method, String path, String body) {
    return await(client
        .request(method, port, "127.0.0.1", "/regions/us-east4" + path)
        .sendBuffer(Buffer.buffer(body)));
  }
}
