package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertGatewayError;
import static io.rhumb.gateway.Answers.assertPredictedBy;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.access.Sha256;
import io.rhumb.gateway.access.Signer;
import io.rhumb.gateway.config.AccessConfig;
import io.rhumb.gateway.config.ApiKeyConfig;
import io.rhumb.gateway.config.IdTokensConfig;
import io.rhumb.gateway.stub.Fault;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ID tokens: whose signature holds, and who may call. */
final class IdTokenTest extends EndToEnd {

  private static final Signer FIRST = new Signer("first");
  private static final Signer SECOND = new Signer("second");
  private static final String KEY = "rhumb_S0meKeyThatNobodyElseHas-0123456789_abcdefg";

  private Issuer issuer;

  @BeforeEach
  void startIssuer() {
    issuer = Issuer.start(world.vertx, FIRST);
  }

  @AfterEach
  void stopIssuer() {
    world.stopGateway();
    issuer.stop();
  }

  private void start(ApiKeyConfig... keys) {
    IdTokensConfig tokens = new IdTokensConfig(
        List.of("https://other.example.com", Signer.AUDIENCE),
        List.of(Signer.CALLER, "ann@partner.example", "*@example.com"),
        "https://accounts.google.com",
        issuer.url());
    world
        .config(config -> config.withAccess(new AccessConfig(List.of(keys), Optional.of(tokens))))
        .start();
  }

  private static JsonObject claims() {
    return Signer.claims(Instant.now());
  }

  private static JsonObject claims(String name, Object value) {
    return claims().put(name, value);
  }

  private static Future<HttpResponse<Buffer>> send(String token) {
    return world
        .post("/predict")
        .putHeader("authorization", "Bearer " + token)
        .sendBuffer(Buffer.buffer(World.BODY));
  }

  private static HttpResponse<Buffer> predictWith(String token) {
    return await(send(token));
  }

  private static void assertRefused(HttpResponse<Buffer> answer) {
    assertGatewayError(401, "UNAUTHENTICATED", answer);
    assertThat(answer.getHeader("www-authenticate")).isEqualTo("Bearer realm=\"rhumb\"");
  }

  private static Stream<JsonObject> accepted() {
    return Stream.of(
        claims(),
        claims("iss", "accounts.google.com"),
        claims("aud", new JsonArray().add("x").add(Signer.AUDIENCE)),
        claims("email", "Batch@My-Project.iam.gserviceaccount.com"),
        claims("email", "ann@partner.example"),
        claims("email", "bob@example.com").put("hd", "example.com"),
        claims("iat", Instant.now().plusSeconds(10).getEpochSecond()),
        claims("exp", Instant.now().minusSeconds(10).getEpochSecond()));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void tokenOfAPrincipal_isAccepted(JsonObject claims) {
    start();
    String token = FIRST.sign(claims);
    assertServedLocally(predictWith(token));
    assertServedLocally(predictWith(token));
    assertThat(issuer.asked()).isEqualTo(1);
  }

  private static Stream<JsonObject> otherClaims() {
    long now = Instant.now().getEpochSecond();
    return Stream.of(
        claims("exp", now - 60),
        claims("iat", now + 120),
        claims("nbf", now + 120),
        claims("exp", null),
        claims("exp", "never"),
        claims("iat", null),
        claims("aud", "https://elsewhere.example.com"),
        claims("aud", new JsonArray()),
        claims("aud", 7),
        claims("aud", null),
        claims("iss", "https://accounts.example.com"),
        claims("iss", null),
        claims("iss", 7),
        claims("email", "stranger@my-project.iam.gserviceaccount.com"),
        claims("email_verified", false),
        claims("email_verified", null),
        claims("email", null),
        claims("email", ""),
        claims("email", "bob@example.com"),
        claims("email", "bob@sub.example.com").put("hd", "example.com"),
        claims("email", "bob@example.com@evil.example").put("hd", "evil.example"));
  }

  @ParameterizedTest
  @MethodSource("otherClaims")
  void tokenThatClaimsSomethingElse_isRefused(JsonObject claims) {
    start();
    assertServedLocally(predictWith(FIRST.sign(claims())));
    assertRefused(predictWith(FIRST.sign(claims)));
    assertThat(world.reached(LOCAL)).isEqualTo(1);
  }

  private static String hmac(JsonObject head, byte[] secret) {
    try {
      String input = Signer.part(head) + "." + Signer.part(claims());
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return input + "." + Signer.base64(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonObject head(String algorithm) {
    return new JsonObject().put("alg", algorithm).put("kid", "first");
  }

  private static Stream<Map.Entry<String, String>> forged() {
    byte[] der = FIRST.publicKey().getEncoded();
    byte[] modulus = FIRST.jwk().getString("n").getBytes(StandardCharsets.US_ASCII);
    String good = FIRST.sign(claims());
    String unsigned = good.substring(0, good.lastIndexOf('.'));
    String none = Signer.part(head("none")) + "." + Signer.part(claims());
    return Stream.of(
        Map.entry("unsigned", none),
        Map.entry("unsigned, dot", none + "."),
        Map.entry("unsigned, something", none + ".AAAA"),
        Map.entry("signature cut off", unsigned),
        Map.entry("signature empty", unsigned + "."),
        Map.entry("signature of Cloud Run", unsigned + ".SIGNATURE_REMOVED_BY_GOOGLE"),
        Map.entry("HS256 by the public key", hmac(head("HS256"), der)),
        Map.entry("HS256 by its number", hmac(head("HS256"), modulus)),
        Map.entry("RS256 that is HS256", hmac(head("RS256"), der)),
        Map.entry("RS512", FIRST.sign(head("RS512"), claims())),
        Map.entry("alg of another type", FIRST.sign(head("x").put("alg", 1), claims())),
        Map.entry("kid of another type", FIRST.sign(head("RS256").put("kid", 1), claims())),
        Map.entry("no kid", SECOND.sign(new JsonObject().put("alg", "RS256"), claims())),
        Map.entry("another key", SECOND.sign(head("RS256"), claims())),
        Map.entry(
            "another key, brought along",
            SECOND.sign(head("RS256").put("jwk", SECOND.jwk()), claims())),
        Map.entry(
            "other claims",
            good.replaceAll(
                "\\..*\\.", "." + Signer.part(claims("email", "ann@partner.example")) + ".")),
        Map.entry("four parts", good + ".AAAA"),
        Map.entry("a trailing dot", good + "."),
        Map.entry("not base64", "a.b!.c"),
        Map.entry("not JSON", "AAAA.AAAA.AAAA"),
        Map.entry("long", "A".repeat(20_000)));
  }

  @ParameterizedTest
  @MethodSource("forged")
  void forgedToken_isRefused(Map.Entry<String, String> token) {
    start();
    assertServedLocally(predictWith(FIRST.sign(claims())));
    assertRefused(predictWith(token.getValue()));
    assertThat(issuer.asked()).isEqualTo(1);
  }

  @Test
  void unknownKey_isFetchedOnce_whileRequestsWait_andThoseOfNobodyAreNot() {
    start();
    assertServedLocally(predictWith(FIRST.sign(claims())));
    // Made ahead: twenty keys can take so long that they might be asked for again.
    List<String> ofNobody = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ofNobody.add(new Signer("third" + i).sign(claims()));
    }
    issuer.publish(FIRST, SECOND);
    Promise<Void> told = issuer.hold();

    List<Future<HttpResponse<Buffer>>> waiting = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      waiting.add(send(SECOND.sign(claims("sub", "s" + i))));
    }
    // Known keys are in force meanwhile.
    world.until("asked", () -> issuer.asked() == 2);
    assertServedLocally(predictWith(FIRST.sign(claims())));
    assertThat(waiting).noneMatch(Future::isComplete);
    told.complete();
    waiting.forEach(request -> assertPredictedBy(LOCAL, await(request)));

    ofNobody.forEach(token -> assertRefused(predictWith(token)));
    assertThat(issuer.asked()).isEqualTo(2);
  }

  @Test
  void bodyOfARequestThatWaits_isRead() {
    start();
    assertServedLocally(predictWith(FIRST.sign(claims())));
    issuer.publish(SECOND);
    Promise<Void> told = issuer.hold();
    String start = "POST /predict HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
        + "authorization: Bearer " + SECOND.sign(claims()) + "\r\n";
    RawClient whole = RawClient.connect(world)
        .send(start + "content-length: " + World.BODY.length() + "\r\n\r\n" + World.BODY);
    RawClient late = RawClient.connect(world)
        .send(start + "content-length: " + World.BODY.length() + "\r\n\r\n");
    world.until("asked", () -> issuer.asked() == 2);
    told.complete();

    assertThat(await(whole.until(heard -> heard.contains("predictions"))))
        .startsWith("HTTP/1.1 200 ");
    late.send(World.BODY);
    assertThat(await(late.until(heard -> heard.contains("predictions"))))
        .startsWith("HTTP/1.1 200 ");
    whole.close();
    late.close();
    // What an issuer publishes no more is no longer a key.
    assertRefused(predictWith(FIRST.sign(claims())));
  }

  @Test
  void bodyOfARequestThatWaits_sentAhead_isReadNoFurther() {
    start();
    assertServedLocally(predictWith(FIRST.sign(claims())));
    issuer.hold();
    world.fault(Fault.blackhole(), LOCAL);
    RawClient client = RawClient.connect(world)
        .send("POST /predict HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
            + "authorization: Bearer " + FIRST.sign(claims()) + "\r\n" + Hostile.BODY);
    World.await(world.region(LOCAL).counters().when(seen -> seen.inFlight() == 1));
    // Chunks enough to be stopped over what comes with the head.
    client.send("POST /predict HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n"
        + "authorization: Bearer " + SECOND.sign(claims()) + "\r\n\r\n" + "1\r\nx\r\n".repeat(50));
    // More than the sockets of both sides hold.
    Future<Void> taken =
        client.write(Buffer.buffer(("3e8\r\n" + "x".repeat(1_000) + "\r\n").repeat(64_000)));
    // Comes after the answer to the first, when the issuer has not told for too long.
    Future<String> refused = client.until(heard -> heard.contains("HTTP/1.1 401 "));
    world.heal(LOCAL);

    boolean takenByThen = await(refused.map(heard -> taken.isComplete()));
    assertThat(takenByThen).isFalse();
    client.close();
  }

  @Test
  void bodyOfAnHttp2RequestThatWaits_isRead() {
    start();
    assertServedLocally(predictWith(FIRST.sign(claims())));
    issuer.publish(FIRST, SECOND);
    Promise<Void> told = issuer.hold();
    WebClient client = WebClient.create(
        world.vertx,
        new WebClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false));
    try {
      // More than the window of a stream, so that it stands until somebody reads.
      String text = World.BODY + " ".repeat(1 << 20);
      Future<HttpResponse<Buffer>> waiting = client
          .post(world.gateway().port(), "127.0.0.1", "/predict")
          .putHeader("content-type", "application/json")
          .bearerTokenAuthentication(SECOND.sign(claims()))
          .sendBuffer(Buffer.buffer(text));
      Future<HttpResponse<Buffer>> stranger = client
          .post(world.gateway().port(), "127.0.0.1", "/predict")
          .bearerTokenAuthentication(new Signer("third").sign(claims()))
          .sendBuffer(Buffer.buffer(text));
      world.until("asked", () -> issuer.asked() == 2);
      assertThat(waiting.isComplete()).isFalse();
      told.complete();

      assertPredictedBy(LOCAL, await(waiting));
      assertRefused(await(stranger));
    } finally {
      client.close();
    }
  }

  @Test
  void clientThatGoesWhileItWaits_leavesNothingBehind() {
    start();
    assertServedLocally(predictWith(FIRST.sign(claims())));
    // The other client keeps one open, or two.
    double others = Scrape.of(world).value("rhumb_client_connections");
    issuer.publish(SECOND);
    Promise<Void> told = issuer.hold();
    RawClient gone = RawClient.connect(world)
        .send("POST /predict HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\nauthorization: Bearer "
            + SECOND.sign(claims()) + "\r\n\r\n");
    world.until("asked", () -> issuer.asked() == 2);
    gone.close();
    world.until("gone", () -> Scrape.of(world).value("rhumb_client_connections") == others);
    assertThat(Scrape.of(world).sum("rhumb_requests_total", "outcome=\"client-gone\""))
        .isEqualTo(1);
    told.complete();

    assertServedLocally(predictWith(SECOND.sign(claims())));
    // The answer is out a little before its request is over.
    world.until("over", () -> Scrape.of(world).value("rhumb_requests_in_flight") == 0);
    assertThat(Scrape.of(world).value("rhumb_buffered_bytes")).isZero();
  }

  @Test
  void issuerThatFails_leavesTheKnownKeysInForce() {
    start();
    assertServedLocally(predictWith(FIRST.sign(claims())));
    issuer.publish(SECOND).status(503);

    assertRefused(predictWith(SECOND.sign(claims())));
    assertThat(issuer.asked()).isEqualTo(2);
    assertServedLocally(predictWith(FIRST.sign(claims())));
  }

  @Test
  void issuerThatHasNeverAnswered_isNotHeldAgainstTheToken() {
    issuer.status(503);
    start();
    HttpResponse<Buffer> answer = predictWith(FIRST.sign(claims()));
    assertGatewayError(503, "UNAVAILABLE", answer);
    assertThat(answer.getHeader("retry-after")).isEqualTo("1");
    assertRefused(predictWith("no-token"));
    // The gateway's own failure wakes somebody, a client's does not.
    world.until("counted", () -> Scrape.of(world).sum("rhumb_requests_total") == 2);
    assertThat(Scrape.of(world).sum("rhumb_requests_total", "outcome=\"unavailable\""))
        .isEqualTo(1);

    issuer.status(200);
    world.until("fetched", () -> predictWith(FIRST.sign(claims())).statusCode() == 200);
  }

  @Test
  void silentIssuer_holdsNobodyForLong() {
    start();
    assertServedLocally(predictWith(FIRST.sign(claims())));
    issuer.hold();
    long began = System.nanoTime();
    assertRefused(predictWith(SECOND.sign(claims())));
    assertThat(since(began)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(6));
  }

  @Test
  void keyAndToken_eitherSuffices() {
    start(new ApiKeyConfig("shop", List.of(Sha256.of(KEY).hex()), List.of(), List.of()));
    assertServedLocally(predictWith(KEY));
    assertServedLocally(predictWith(FIRST.sign(claims())));
    assertRefused(predictWith(SECOND.sign(head("RS256"), claims())));
    Scrape scrape = Scrape.of(world);
    assertThat(scrape.sum("rhumb_access_requests_total", "caller=\"shop\"")).isEqualTo(1);
    assertThat(scrape.sum("rhumb_access_requests_total", "caller=\"" + Signer.CALLER + "\""))
        .isEqualTo(1);
  }
}
