package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertPredictedBy;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.access.Sha256;
import io.rhumb.gateway.access.Signer;
import io.rhumb.gateway.stub.Fault;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may call changes while the gateway runs. */
final class AccessReloadTest extends EndToEnd {

  private static final String OLD = "rhumb_S0meKeyThatNobodyElseHas-0123456789_abcdefg";
  private static final String NEW = "rhumb_An0therKeyThatNobodyElseHas-0123456789_abc";

  @TempDir
  private Path folder;

  private ConfigText text;

  @BeforeEach
  void writeConfig() throws IOException {
    Files.copy(world.authorityFile(), folder.resolve("ca.pem"));
    text = new ConfigText(world);
  }

  private void start() {
    world.startFrom(text.write(folder).toString());
  }

  private static int generation() {
    return world
        .management("/config")
        .bodyAsJsonObject()
        .getJsonObject("inForce")
        .getInteger("generation");
  }

  private void change() {
    int before = generation();
    text.write(folder);
    world.until("taken over", () -> generation() == before + 1);
  }

  private ConfigText keys(String... keys) {
    StringBuilder entries = new StringBuilder();
    for (String key : keys) {
      entries.append("{id: k").append(entries.length()).append(", sha256: ");
      entries.append(Sha256.of(key).hex()).append("}, ");
    }
    return text.set("access", "{keys: [" + entries + "]}");
  }

  private static Future<HttpResponse<Buffer>> send(String credential) {
    return world
        .post("/predict")
        .putHeader("authorization", "Bearer " + credential)
        .sendBuffer(Buffer.buffer(World.BODY));
  }

  private static int status(String credential) {
    return await(send(credential)).statusCode();
  }

  @Test
  void rotatedKeys_underRequests_noneOfAKnownKeyFails() {
    keys(OLD);
    start();
    assertThat(status(OLD)).isEqualTo(200);
    assertThat(status(NEW)).isEqualTo(401);
    List<Future<HttpResponse<Buffer>>> sent = new ArrayList<>();

    keys(OLD, NEW);
    int before = generation();
    text.write(folder);
    world.until("both", () -> {
      sent.add(send(OLD));
      return generation() == before + 1;
    });
    sent.add(send(NEW));
    keys(NEW);
    text.write(folder);
    world.until("the new one", () -> {
      sent.add(send(NEW));
      return generation() == before + 2;
    });

    assertThat(sent)
        .allSatisfy(request -> assertThat(await(request).statusCode()).isEqualTo(200));
    assertThat(status(OLD)).isEqualTo(401);
    assertThat(status(NEW)).isEqualTo(200);
  }

  @Test
  void requestInFlight_finishes_thoughItsKeyIsTakenAway() {
    keys(OLD);
    start();
    world.fault(Fault.latency(Duration.ofSeconds(2)), LOCAL);
    Future<HttpResponse<Buffer>> begun = send(OLD);
    await(world.region(LOCAL).counters().when(counters -> counters.inFlight() == 1));

    keys(NEW);
    change();

    assertThat(begun.isComplete()).isFalse();
    assertThat(status(OLD)).isEqualTo(401);
    assertPredictedBy(LOCAL, await(begun));
  }

  @Test
  void none_becomesKeys_andBack() {
    start();
    assertThat(status("anything")).isEqualTo(200);
    keys(OLD);
    change();
    assertThat(status("anything")).isEqualTo(401);
    text.set("access", "none");
    change();
    assertThat(status("anything")).isEqualTo(200);
  }

  @Test
  void fileOfHashes_isWatched() throws IOException {
    Files.writeString(
        folder.resolve("hashes"), "# since 2026\n" + Sha256.of(OLD).hex() + "\n");
    text.set("access", "{keys: [{id: shop, file: hashes}]}");
    start();
    assertThat(status(OLD)).isEqualTo(200);

    Path fresh = Files.writeString(folder.resolve("fresh"), Sha256.of(NEW).hex());
    Files.move(fresh, folder.resolve("hashes"), StandardCopyOption.ATOMIC_MOVE);

    world.until("taken over", () -> generation() == 2);
    assertThat(status(NEW)).isEqualTo(200);
    assertThat(status(OLD)).isEqualTo(401);
  }

  @Test
  void fileWithAKey_isRefused_andTheKeyIsNotShown() throws IOException {
    Files.writeString(folder.resolve("hashes"), Sha256.of(OLD).hex());
    text.set("access", "{keys: [{id: shop, file: hashes}]}");
    start();

    try (LogLines log = new LogLines()) {
      Files.writeString(folder.resolve("hashes"), NEW);
      world.until("refused", () -> world
          .management("/config")
          .bodyAsJsonObject()
          .getJsonObject("found")
          .getBoolean("refused"));
      assertThat(log.lines().toString() + world.management("/config").bodyAsString())
          .contains("never the key itself")
          .doesNotContain(NEW);
    }
    assertThat(status(OLD)).isEqualTo(200);
    assertThat(status(NEW)).isEqualTo(401);
  }

  @Test
  void otherPrincipals_takeEffect_thoughTheTokenIsRemembered() {
    Signer signer = new Signer("first");
    Issuer issuer = Issuer.start(world.vertx, signer);
    try {
      text.set("access", idTokens(issuer, Signer.CALLER));
      start();
      String token = signer.sign(Signer.claims(Instant.now()));
      assertThat(status(token)).isEqualTo(200);

      text.set("access", idTokens(issuer, "somebody@example.com"));
      change();
      assertThat(status(token)).isEqualTo(401);

      text.set("access", idTokens(issuer, Signer.CALLER));
      change();
      assertThat(status(token)).isEqualTo(200);
      assertThat(issuer.asked()).isEqualTo(1);
    } finally {
      world.stopGateway();
      issuer.stop();
    }
  }

  private static String idTokens(Issuer issuer, String principal) {
    return "{id-tokens: {audience: [\"" + Signer.AUDIENCE + "\"], principals: [" + principal
        + "], keys-url: \"" + issuer.url() + "\"}}";
  }
}
