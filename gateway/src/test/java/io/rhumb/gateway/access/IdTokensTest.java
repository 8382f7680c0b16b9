package io.rhumb.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.IdTokensConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens while time passes and keys are on their way; the clock is moved by hand. */
final class IdTokensTest {

  private static final Signer FIRST = new Signer("first");
  private static final Signer SECOND = new Signer("second");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static Vertx vertx;

  private Instant now = START;
  private final List<Promise<FetchedKeys>> asked = new ArrayList<>();
  private final SigningKeys keys =
      new SigningKeys(vertx, new Source(), () -> Duration.between(START, now).toNanos());
  private final IdTokens tokens = new IdTokens(
      keys,
      new ClaimsPolicy(
          new IdTokensConfig(
              List.of(Signer.AUDIENCE),
              List.of(Signer.CALLER),
              "https://accounts.google.com",
              URI.create("https://issuer.test/")),
          () -> now));

  private final class Source implements KeysSource {

    @Override
    public String name() {
      return "source";
    }

    @Override
    public Future<FetchedKeys> fetch() {
      Promise<FetchedKeys> promise = Promise.promise();
      asked.add(promise);
      return promise.future();
    }

    @Override
    public void close() {}
  }

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void closeVertx() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private void answer(Signer... signers) {
    asked
        .get(asked.size() - 1)
        .complete(
            new FetchedKeys(JsonWebKeys.usable(Signer.set(List.of(signers))), Duration.ofHours(6)));
  }

  private Future<Verdict> judge(Signer signer, int number) {
    return tokens.judge(Credential.of(signer.sign(Signer.claims(START).put("sub", "s" + number))));
  }

  @Test
  void rememberedToken_isRefusedOnceItHasExpired() {
    keys.current();
    answer(FIRST);
    Credential token = Credential.of(FIRST.sign(Signer.claims(START)));
    assertThat(tokens.judge(token).result()).isEqualTo(Caller.of(Signer.CALLER));
    now = START.plusSeconds(3_600 + 29);
    assertThat(tokens.judge(token).result()).isEqualTo(Caller.of(Signer.CALLER));
    now = START.plusSeconds(3_600 + 30);
    assertThat(tokens.judge(token).result()).isEqualTo(Denial.BAD_CREDENTIAL);
    now = START.minusSeconds(30);
    assertThat(tokens.judge(token).result()).isEqualTo(Denial.BAD_CREDENTIAL);
  }

  @Test
  void rememberedToken_isRefusedOnceItsKeyIsWithdrawn() {
    keys.current();
    answer(FIRST);
    Credential token = Credential.of(FIRST.sign(Signer.claims(START)));
    assertThat(tokens.judge(token).result()).isInstanceOf(Caller.class);
    keys.fetch();
    answer(SECOND);
    assertThat(tokens.judge(token).result()).isEqualTo(Denial.BAD_CREDENTIAL);
  }

  @Test
  void waitingRequests_areBounded() {
    keys.current();
    answer(FIRST);
    List<Future<Verdict>> waiting = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      waiting.add(judge(SECOND, i));
    }
    assertThat(waiting.stream().filter(Future::isComplete))
        .hasSize(300 - 256)
        .allMatch(verdict -> verdict.result() == Denial.BAD_CREDENTIAL);
    // Whose key is known waits for nobody.
    assertThat(judge(FIRST, 0).result()).isInstanceOf(Caller.class);
    answer(FIRST, SECOND);
    assertThat(waiting.subList(0, 256)).allMatch(verdict -> verdict.result() instanceof Caller);
    assertThat(judge(SECOND, 400).result()).isInstanceOf(Caller.class);
  }

  @Test
  void withoutAnyKeys_noTokenIsBad() {
    Future<Verdict> first = judge(FIRST, 0);
    assertThat(first.isComplete()).isFalse();
    asked.get(0).fail("down");
    assertThat(first.result()).isEqualTo(Denial.KEYS_UNAVAILABLE);
    assertThat(tokens.judge(Credential.of("none")).result()).isEqualTo(Denial.BAD_CREDENTIAL);
  }
}
