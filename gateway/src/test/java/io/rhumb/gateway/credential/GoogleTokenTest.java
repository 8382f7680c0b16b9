package io.rhumb.gateway.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.auth.oauth2.ComputeEngineCredentials;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access tokens over a real socket, through google-auth-library. */
class GoogleTokenTest {

  private static final int HOUR = 3_600;

  private final Vertx vertx = Vertx.vertx();
  private final MetadataServer server = new MetadataServer(vertx);
  private final CredentialThreads threads = new CredentialThreads();
  private final ManualTime time = new ManualTime();
  private final RefreshingCredential credential = credential(Map.of());

  @AfterEach
  void close() {
    credential.close();
    threads.close();
    Await.value(vertx.close());
  }

  @Test
  void refresh_serverIssues_isABearerToken() {
    server.rotates(HOUR);

    CredentialHeaders headers = Await.value(credential.refresh(null));

    assertThat(headers.entries())
        .containsExactly(Map.entry("authorization", "Bearer ya29.token-1"));
    assertThat(credential.current()).isSameAs(headers);
    assertThat(server.requests()).isEqualTo(1);
    assertThat(Duration.between(time.instant(), credential.status().expiresAt()))
        .isBetween(Duration.ofSeconds(HOUR), Duration.ofSeconds(HOUR + 30));
  }

  @Test
  void refresh_quotaProject_isAHeaderToo() {
    server.rotates(HOUR);

    CredentialHeaders headers =
        Await.value(credential(Map.of("GOOGLE_CLOUD_QUOTA_PROJECT", "payer")).refresh(null));

    assertThat(headers.entries())
        .containsExactlyInAnyOrder(
            Map.entry("authorization", "Bearer ya29.token-1"),
            Map.entry("x-goog-user-project", "payer"));
  }

  @Test
  void refresh_refused_fetchesPastTheLibrarysCacheOnceForAll() {
    server.rotates(HOUR);
    CredentialHeaders first = Await.value(credential.refresh(null));
    time.advance(Duration.ofSeconds(1));

    List<Future<CredentialHeaders>> refused =
        IntStream.range(0, 50).mapToObj(i -> credential.refresh(first)).toList();

    CredentialHeaders second = Await.value(refused.get(0));
    assertThat(second.entries()).containsExactly(Map.entry("authorization", "Bearer ya29.token-2"));
    assertThat(refused).allSatisfy(caller -> assertThat(Await.value(caller)).isSameAs(second));
    assertThat(Await.value(credential.refresh(second))).as("within a second").isSameAs(second);
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void refresh_refusedButServerHasNoOther_isTheSameObject() {
    server.issues("ya29.cached", HOUR);
    CredentialHeaders first = Await.value(credential.refresh(null));
    time.advance(Duration.ofSeconds(1));

    assertThat(Await.value(credential.refresh(first))).isSameAs(first);
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void timer_tokenBecomesStale_rotatesAhead() {
    server.rotates(HOUR);
    CredentialHeaders first = Await.value(credential.refresh(null));
    server.rotates(2 * HOUR);

    time.advance(Duration.ofSeconds(HOUR - 220));
    CredentialHeaders second = Await.value(credential.refresh(first));

    assertThat(second.entries()).containsExactly(Map.entry("authorization", "Bearer ya29.token-2"));
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void shortLivedToken_isFetchedOncePerRefresh() {
    server.rotates(100);
    CredentialHeaders first = Await.value(credential.refresh(null));
    assertThat(server.requests()).isEqualTo(1);

    // Past the fetch that falls due at half of its life, but not past the ten seconds which
    // that one is given: the server is a real one, and takes no part in the clock.
    time.advance(Duration.ofSeconds(55));
    CredentialHeaders second = Await.value(credential.refresh(first));

    assertThat(second.entries()).containsExactly(Map.entry("authorization", "Bearer ya29.token-2"));
    assertThat(credential.current()).isSameAs(second);
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void serverGoesDown_oldTokenIsServedToItsEndAndThenTheReasonIsGiven() {
    server.rotates(HOUR);
    CredentialHeaders first = Await.value(credential.refresh(null));
    server.close();

    time.setClock(Duration.ofSeconds(HOUR - 60));
    assertThat(Await.value(credential.refresh(first))).isSameAs(first);
    assertThat(credential.status().lastError()).contains("ConnectException");
    assertThat(credential.current()).isSameAs(first);
    assertThat(credential.status().ready()).isTrue();

    time.setClock(Duration.ofSeconds(90));
    assertThat(credential.current()).isNull();
    Future<CredentialHeaders> waiting = credential.refresh(null);
    time.advance(Duration.ofSeconds(10));
    assertThat(Await.failure(waiting))
        .isInstanceOf(CredentialUnavailableException.class)
        .hasMessageStartingWith("application-default: ")
        .hasNoCause();
  }

  @Test
  void serverHangs_callersAreToldInTimeAndTheNextFetchIsFree() {
    Future<Void> asked = server.hangs();
    Future<CredentialHeaders> waiting = credential.refresh(null);
    Await.value(asked);
    time.advance(Duration.ofSeconds(10));
    assertThat(Await.failure(waiting)).hasMessageContaining("no answer");

    server.rotates(HOUR);
    Future<CredentialHeaders> next = credential.refresh(null);
    time.advance(Duration.ofSeconds(1));
    assertThat(Await.value(next).entries()).hasSize(1);
  }

  @Test
  void serverAnswersNonsense_failsWithoutShowingIt() {
    try (LogCapture log = new LogCapture(Credential.class)) {
      for (String body : List.of(
          "{\"access_token\":\"ya29.secret",
          "ya29.secret",
          "{\"access_token\":{\"ya29.secret\":1}}",
          "{\"access_token\":\"ya29.secret\"}",
          "{\"access_token\":\"ya29.secret\",\"expires_in\":\"ya29.secret\"}",
          "{\"access_token\":\"ya29.secret\\r\\nx-evil: 1\",\"expires_in\":3600}",
          "")) {
        assertFailsQuietly(200, body, log);
      }
      assertFailsQuietly(500, "opaque-secret and ya29.secret", log);
      assertFailsQuietly(503, "opaque-secret and ya29.secret", log);
      assertFailsQuietly(404, "opaque-secret and ya29.secret", log);
    }
  }

  @Test
  void token_isNowhereInTextsOrLog() {
    try (LogCapture log = new LogCapture(Credential.class)) {
      server.rotates(HOUR);
      CredentialHeaders headers = Await.value(credential.refresh(null));

      assertThat(headers.toString()).contains("authorization").doesNotContain("ya29");
      assertThat(credential.toString() + credential.status()).doesNotContain("ya29");
      assertThat(Token.of(headers, time.millis() + 1, time.millis(), 1).toString())
          .doesNotContain("ya29");
      assertThat(log.lines()).noneMatch(line -> line.contains("ya29"));
    }
  }

  @Test
  void fetch_afterOneThatFailed_findsTheCredentialsAnew(@TempDir Path folder) {
    AtomicInteger found = new AtomicInteger();
    MetadataTransport transport = new MetadataTransport(server.host());
    TokenSource source = new GoogleTokenSource(
        new ApplicationDefaultFinder(
            transport,
            true,
            () -> {
              found.incrementAndGet();
              return ComputeEngineCredentials.newBuilder()
                  .setHttpTransportFactory(transport)
                  .build();
            },
            folder.resolve("none.json"),
            Map.of()),
        threads.blocking());
    server.rotates(HOUR);
    Await.value(fetch(source));
    Await.value(fetch(source));
    assertThat(found).as("after good ones").hasValue(1);

    server.answers(404, "");
    Await.failure(fetch(source));
    Await.failure(fetch(source));
    assertThat(found).as("after one that failed").hasValue(2);
    assertThat(server.requests()).as("one for each fetch").isEqualTo(4);

    server.rotates(HOUR);
    Await.value(fetch(source));
    Await.value(fetch(source));
    assertThat(found).as("once more, and no more").hasValue(3);
    assertThat(server.requests()).isEqualTo(6);
  }

  private static Future<CredentialHeaders> fetch(TokenSource source) {
    Promise<CredentialHeaders> outcome = Promise.promise();
    source.fetch(new TokenSource.Sink() {
      @Override
      public void fetched(CredentialHeaders headers, long expiresAtMillis) {
        outcome.complete(headers);
      }

      @Override
      public void failed(String problem) {
        outcome.fail(problem);
      }
    });
    return outcome.future();
  }

  @Test
  void refresh_onAnEventLoop_answersThere() {
    server.rotates(HOUR);
    Context context = vertx.getOrCreateContext();
    Promise<Context> answeredOn = Promise.promise();

    context.runOnContext(v -> credential
        .refresh(null)
        .onComplete(headers -> answeredOn.complete(Vertx.currentContext())));

    assertThat(Await.value(answeredOn.future())).isSameAs(context);
  }

  /** Who waits for less time than the back-off takes is told of the first failure. */
  private void assertFailsQuietly(int status, String body, LogCapture log) {
    server.answers(status, body);
    RefreshingCredential impatient = credential(
        Map.of(), new RefreshPolicy(10_000, 100, 1_000, 60_000, new Backoff(1_000, 30_000)));

    assertThat(Await.failure(impatient.refresh(null)))
        .as(body)
        .hasMessageNotContaining("secret")
        .hasNoCause();

    assertThat(impatient.status().toString()).as(body).doesNotContain("secret");
    assertThat(log.lines()).as(body).isNotEmpty().noneMatch(line -> line.contains("secret"));
    impatient.close();
  }

  private RefreshingCredential credential(Map<String, String> environment) {
    return credential(environment, RefreshPolicy.NETWORK);
  }

  private RefreshingCredential credential(Map<String, String> environment, RefreshPolicy policy) {
    TokenSource source = new GoogleTokenSource(
        ApplicationDefaultFinder.of(server.host(), environment), threads.blocking());
    return new RefreshingCredential("application-default", source, policy, time, time, () -> 0L);
  }
}
