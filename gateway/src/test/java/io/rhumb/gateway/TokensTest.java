package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertGatewayError;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.CredentialConfig;
import io.rhumb.gateway.config.CredentialConfig.HeaderFromFile;
import io.rhumb.gateway.config.CredentialConfig.NoCredential;
import io.rhumb.gateway.config.CredentialConfig.TokenFile;
import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.stub.MetadataFault;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the gateway tells its targets of who calls, and what it keeps to itself. */
class TokensTest extends EndToEnd {

  private static Recorder recorder;

  @BeforeAll
  static void startRecorder() {
    recorder = new Recorder(world.vertx);
    World.await(recorder.start());
  }

  @AfterAll
  static void stopRecorder() {
    recorder.stop();
  }

  @BeforeEach
  void resetRecorder() {
    recorder.reset();
  }

  @Test
  void metadataServerDownAtStart_notReadyUntilItIsBack() {
    World.await(world.metadata.fault(new MetadataFault.Refuse()));
    world.model(model -> Configs.timeout(
        Configs.attemptTimeout(model, Duration.ofMillis(200)), Duration.ofMillis(600)));
    world.startUnready();
    assertThat(world.health().statusCode()).isEqualTo(503);
    assertThat(world.health().bodyAsJsonObject().getString("reason")).contains("credential");
    HttpResponse<Buffer> answer = world.predict();
    assertThat(answer.statusCode()).isIn(503, 504);
    assertGatewayError(
        answer.statusCode(),
        answer.statusCode() == 503 ? "UNAVAILABLE" : "DEADLINE_EXCEEDED",
        answer);
    assertReached(0, 0, 0);

    World.await(world.metadata.heal());
    world.awaitReady();
    assertServedLocally(world.predict());
  }

  @Test
  void noToken_isHeldAgainstNoTarget() {
    World.await(world.metadata.fault(new MetadataFault.Refuse()));
    world
        .config(config -> Configs.connectTimeout(config, Duration.ofMillis(50)))
        .startUnready();
    for (int i = 0; i < 6; i++) {
      HttpResponse<Buffer> answer = world.predict();
      assertGatewayError(503, "UNAVAILABLE", answer);
      assertThat(answer.getHeader("x-rhumb-attempts")).contains("outcome=no-credential");
    }
    assertThat(world.management("/targets").bodyAsString()).doesNotContain("breaker-open");
    assertReached(0, 0, 0);
  }

  @Test
  void metadataServerDownLater_servedWithTheLiveToken() {
    world.start();
    World.await(world.metadata.fault(new MetadataFault.Refuse()));
    for (int i = 0; i < 5; i++) {
      assertServedLocally(world.predict());
    }
    assertThat(world.health().statusCode()).isEqualTo(200);
  }

  @Test
  void slowMetadataServer_readyOnceItHasAnswered() {
    World.await(world.metadata.fault(new MetadataFault.Hold()));
    long before = world.metadata.tokenRequests();
    world.startUnready();
    World.await(world.metadata.whenTokenRequests(before + 1));
    assertThat(world.health().statusCode()).isEqualTo(503);
    Future<HttpResponse<Buffer>> waiting = world.sendPredict();
    World.await(world.metadata.heal());
    assertServedLocally(World.await(waiting));
    world.awaitReady();
  }

  @Test
  void captivePortalInsteadOfATokenServer_notReady() {
    World.await(world.metadata.fault(new MetadataFault.Garbage()));
    world.model(model -> Configs.timeout(
        Configs.attemptTimeout(model, Duration.ofMillis(200)), Duration.ofMillis(600)));
    world.startUnready();
    HttpResponse<Buffer> answer = world.predict();
    assertThat(answer.statusCode()).isIn(503, 504);
    assertThat(answer.bodyAsString()).doesNotContain("log in");
    assertThat(world.health().statusCode()).isEqualTo(503);
    assertReached(0, 0, 0);

    World.await(world.metadata.heal());
    world.awaitReady();
    assertServedLocally(world.predict());
  }

  @Test
  void garbageLater_servedWithTheLiveToken() {
    world.start();
    World.await(world.metadata.fault(new MetadataFault.Garbage()));
    assertServedLocally(world.predict());
    assertThat(world.health().statusCode()).isEqualTo(200);
  }

  @Test
  void rotatedToken_oldOneServesWhileItLives() {
    world.start();
    long fetched = world.metadata.tokenRequests();
    world.metadata.rotate();
    for (int i = 0; i < 5; i++) {
      assertServedLocally(world.predict());
    }
    assertThat(world.metadata.tokenRequests()).isEqualTo(fetched);
  }

  @Test
  void manyRequestsAtAStart_oneFetch() {
    World.await(world.metadata.fault(new MetadataFault.Hold()));
    long before = world.metadata.tokenRequests();
    world.startUnready();
    List<Future<HttpResponse<Buffer>>> waiting =
        List.of(world.sendPredict(), world.sendPredict(), world.sendPredict());
    World.await(world.metadata.heal());
    World.await(Future.all(waiting));
    waiting.forEach(answer -> assertServedLocally(answer.result()));
    assertThat(world.metadata.tokenRequests()).isEqualTo(before + 1);
  }

  @Test
  void credentialsOfTheClient_endAtTheGateway() {
    world.start();
    // The regions answer 401 or 400 if they see any of these.
    HttpResponse<Buffer> answer = World.await(world
        .post("/predict")
        .putHeader("authorization", "Bearer the-clients-own")
        .putHeader("cookie", "session=1")
        .putHeader("x-goog-api-key", "AIza-clients")
        .putHeader("x-api-key", "clients")
        .putHeader("proxy-authorization", "Basic Y2xpZW50")
        .sendBuffer(Buffer.buffer(World.BODY)));
    assertServedLocally(answer);
    assertReached(1, 0, 0);
  }

  @Test
  void noCredential_nothingIsSent() {
    MultiMap seen = headersSeenWith(new NoCredential());
    assertThat(seen.contains("authorization")).isFalse();
  }

  @Test
  void tokenFile_isSentAsABearerTokenAndReadAgain() throws IOException {
    Path file = Files.writeString(world.folder().resolve("token"), "secret-1\n");
    assertThat(headersSeenWith(new TokenFile(file)).getAll("authorization"))
        .containsExactly("Bearer secret-1");
    Files.writeString(file, "secret-2\n");
    // It is looked at again when it is two seconds old.
    world.until("the new token", () -> {
      recorder.reset();
      return "Bearer secret-2".equals(predictAtRecorder().get("authorization"));
    });
  }

  @Test
  void headerFromFile_isSent() throws IOException {
    Path file = Files.writeString(world.folder().resolve("key"), "secret\n");
    MultiMap seen = headersSeenWith(new HeaderFromFile("X-Model-Key", file));
    assertThat(seen.getAll("x-model-key")).containsExactly("secret");
    assertThat(seen.get("authorization")).isNull();
  }

  /** What a target with that credential is sent, whatever the client sends. */
  private static MultiMap headersSeenWith(CredentialConfig credential) {
    world
        .config(config -> Configs.models(
            config,
            Configs.model(
                config.models().get("linear"),
                "own",
                List.of(target(config.models().get("linear").targets().get(0), credential)))))
        .start();
    return predictAtRecorder();
  }

  private static TargetConfig target(TargetConfig usual, CredentialConfig credential) {
    return Configs.credential(
        Configs.plain(Configs.address(usual, "127.0.0.1", recorder.port())), credential);
  }

  private static MultiMap predictAtRecorder() {
    HttpResponse<Buffer> answer = World.await(world
        .post("/predict/own")
        .putHeader("authorization", "Bearer the-clients-own")
        .putHeader("x-model-key", "the-clients-own")
        .sendBuffer(Buffer.buffer(World.BODY)));
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
    return recorder.only().headers();
  }
}
