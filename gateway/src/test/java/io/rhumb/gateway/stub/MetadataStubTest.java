package io.rhumb.gateway.stub;

import static io.rhumb.gateway.stub.StubWorld.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataStubTest {

  private static final String TOKEN = "/computeMetadata/v1/instance/service-accounts/default/token";

  private final Vertx vertx = Vertx.vertx();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));
  private final TokenIssuer tokens = new TokenIssuer(now::get);
  private final MetadataStub stub = new MetadataStub(
      vertx, MetadataStubConfig.of("demo-project", "123456789", "us-central1"), tokens);
  private final WebClient client = WebClient.create(vertx);

  @BeforeEach
  void start() {
    await(stub.start());
  }

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  @ParameterizedTest
  @CsvSource({
    "/computeMetadata/v1/instance/region, projects/123456789/regions/us-central1",
    "/computeMetadata/v1/project/project-id, demo-project",
    "/computeMetadata/v1/project/numeric-project-id, 123456789"
  })
  void metadata_isToldAsGoogleDoes(String path, String value) {
    HttpResponse<Buffer> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.bodyAsString()).isEqualTo(value);
    assertThat(answer.getHeader("Metadata-Flavor")).isEqualTo("Google");
  }

  @Test
  void root_showsTheFlavor() {
    assertThat(get("/").statusCode()).isEqualTo(200);
    assertThat(get("/").getHeader("Metadata-Flavor")).isEqualTo("Google");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/computeMetadata/v1/instance/zone", "/computeMetadata/v1", "/token"})
  void otherPath_is404(String path) {
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", TOKEN, "/computeMetadata/v1/instance/region"})
  void withoutTheFlavor_is403(String path) {
    assertThat(await(client.get(stub.port(), "127.0.0.1", path).send()).statusCode())
        .isEqualTo(403);
    assertThat(await(client
                .get(stub.port(), "127.0.0.1", path)
                .putHeader("Metadata-Flavor", "Other")
                .send())
            .statusCode())
        .isEqualTo(403);
  }

  @Test
  void token_isGoodAndTheSameUntilFourMinutesBeforeItsEnd() {
    JsonObject first = token();
    assertThat(first.getString("token_type")).isEqualTo("Bearer");
    assertThat(first.getInteger("expires_in")).isEqualTo(3600);
    assertThat(tokens.accepts(first.getString("access_token"))).isTrue();

    move(Duration.ofMinutes(56));
    JsonObject same = token();
    assertThat(same.getString("access_token")).isEqualTo(first.getString("access_token"));
    assertThat(same.getInteger("expires_in")).isEqualTo(240);

    move(Duration.ofSeconds(1));
    JsonObject next = token();
    assertThat(next.getString("access_token")).isNotEqualTo(first.getString("access_token"));
    assertThat(next.getInteger("expires_in")).isEqualTo(3600);
    assertThat(tokens.accepts(first.getString("access_token"))).isTrue();

    move(Duration.ofMinutes(4));
    assertThat(tokens.accepts(first.getString("access_token"))).isFalse();
    assertThat(tokens.accepts(next.getString("access_token"))).isTrue();
  }

  @Test
  void rotate_givesAnotherToken() {
    String first = token().getString("access_token");
    assertThat(stub.currentToken()).extracting(IssuedToken::value).isEqualTo(first);
    stub.rotate();
    assertThat(token().getString("access_token")).isNotEqualTo(first);
    assertThat(tokens.accepts(first)).isTrue();
  }

  @Test
  void lifetime_isAsConfigured() {
    MetadataStubConfig config = MetadataStubConfig.of("p", "1", "r")
        .withTokens(Duration.ofSeconds(90), Duration.ofSeconds(10));
    TokenCache cache = new TokenCache(tokens, config);
    String first = cache.answer().getString("access_token");
    assertThat(cache.answer().getInteger("expires_in")).isEqualTo(90);
    move(Duration.ofSeconds(80));
    assertThat(cache.answer().getString("access_token")).isEqualTo(first);
    move(Duration.ofSeconds(1));
    assertThat(cache.answer().getString("access_token")).isNotEqualTo(first);
  }

  @Test
  void unavailable_is503UntilHealed() {
    await(stub.fault(new MetadataFault.Unavailable()));
    assertThat(get(TOKEN).statusCode()).isEqualTo(503);
    await(stub.heal());
    assertThat(get(TOKEN).statusCode()).isEqualTo(200);
  }

  @Test
  void refuse_closesThePortUntilHealed() {
    int port = stub.port();
    await(stub.fault(new MetadataFault.Refuse()));
    assertThatThrownBy(() -> get(TOKEN)).hasCauseInstanceOf(ConnectException.class);
    await(stub.heal());
    assertThat(stub.port()).isEqualTo(port);
    assertThat(get(TOKEN).statusCode()).isEqualTo(200);
  }

  @Test
  void hold_answersOnlyWhenReleased() {
    await(stub.fault(new MetadataFault.Hold()));
    Future<HttpResponse<Buffer>> first = getting(TOKEN);
    await(stub.whenTokenRequests(1));
    assertThat(first.isComplete()).isFalse();
    stub.release();
    assertThat(await(first).statusCode()).isEqualTo(200);

    Future<HttpResponse<Buffer>> second = getting(TOKEN);
    await(stub.whenTokenRequests(2));
    assertThat(second.isComplete()).isFalse();
    await(stub.heal());
    assertThat(await(second).statusCode()).isEqualTo(200);
  }

  @Test
  void slow_answersLater() {
    await(stub.fault(new MetadataFault.Slow(Duration.ofMillis(80))));
    long began = System.nanoTime();
    assertThat(get(TOKEN).statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isGreaterThanOrEqualTo(Duration.ofMillis(79));
  }

  @Test
  void garbage_is200WithoutFlavorOrToken() {
    await(stub.fault(new MetadataFault.Garbage()));
    HttpResponse<Buffer> answer = get(TOKEN);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.getHeader("Metadata-Flavor")).isNull();
    assertThat(answer.bodyAsString()).startsWith("<html>");
  }

  @Test
  void requests_areCounted() {
    get("/");
    get(TOKEN);
    get(TOKEN);
    assertThat(stub.requests()).isEqualTo(3);
    assertThat(stub.tokenRequests()).isEqualTo(2);
  }

  private JsonObject token() {
    return get(TOKEN + "?scopes=https://www.googleapis.com/auth/cloud-platform").bodyAsJsonObject();
  }

  private HttpResponse<Buffer> get(String path) {
    return await(getting(path));
  }

  private Future<HttpResponse<Buffer>> getting(String path) {
    return client
        .get(stub.port(), "127.0.0.1", path)
        .putHeader("Metadata-Flavor", "Google")
        .send();
  }

  private void move(Duration by) {
    now.updateAndGet(before -> before.plus(by));
  }
}
