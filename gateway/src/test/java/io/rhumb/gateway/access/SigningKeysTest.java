package io.rhumb.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** When keys are fetched; the clock is moved by hand. */
final class SigningKeysTest {

  private static final Signer FIRST = new Signer("first");
  private static final Signer SECOND = new Signer("second");
  private static final long HOUR = Duration.ofHours(1).toNanos();

  private static Vertx vertx;

  private final ManualSource source = new ManualSource();
  private long now = Long.MAX_VALUE - HOUR;
  private final SigningKeys keys = new SigningKeys(vertx, source, () -> now);

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void closeVertx() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  /** Answers when a test says so. */
  private static final class ManualSource implements KeysSource {

    private final List<Promise<FetchedKeys>> asked = new ArrayList<>();
    private boolean closed;

    @Override
    public String name() {
      return "manual";
    }

    @Override
    public Future<FetchedKeys> fetch() {
      Promise<FetchedKeys> promise = Promise.promise();
      asked.add(promise);
      return promise.future();
    }

    @Override
    public void close() {
      closed = true;
    }

    void answer(Signer... signers) {
      asked
          .get(asked.size() - 1)
          .complete(new FetchedKeys(
              JsonWebKeys.usable(Signer.set(List.of(signers))), Duration.ofHours(1)));
    }

    void fail() {
      asked.get(asked.size() - 1).fail("down");
    }
  }

  @Test
  void keys_areFetchedAtOnce_andAheadOfTheirEnd() {
    assertThat(keys.current().isEmpty()).isTrue();
    source.answer(FIRST);
    assertThat(keys.current().has("first")).isTrue();

    now += HOUR / 4 * 3 - 1;
    keys.current();
    assertThat(source.asked).hasSize(1);
    now++;
    assertThat(keys.current().has("first")).isTrue();
    assertThat(source.asked).hasSize(2);
    keys.current();
    assertThat(source.asked).hasSize(2);
    source.answer(SECOND);
    assertThat(keys.current().has("first")).isFalse();
    assertThat(keys.current().has("second")).isTrue();
  }

  @Test
  void failure_leavesWhatThereIs_andIsTriedAgainLater() {
    keys.current();
    source.answer(FIRST);
    now += HOUR;
    keys.current();
    source.fail();
    assertThat(keys.current().has("first")).isTrue();
    assertThat(source.asked).hasSize(2);
    now += SigningKeys.RETRY_NANOS;
    keys.current();
    assertThat(source.asked).hasSize(3);
    source.answer(SECOND);
    assertThat(keys.current().has("second")).isTrue();
  }

  @Test
  void unknownKey_isAskedForByOneAtATime_andNotAgainAtOnce() {
    keys.current();
    source.answer(FIRST);

    Future<Void> one = keys.fetch();
    Future<Void> other = keys.fetch();
    assertThat(source.asked).hasSize(2);
    assertThat(one.isComplete()).isFalse();
    source.answer(FIRST, SECOND);
    assertThat(one.succeeded()).isTrue();
    assertThat(other.succeeded()).isTrue();

    assertThat(keys.fetch().succeeded()).isTrue();
    assertThat(source.asked).hasSize(2);
    now += SigningKeys.BETWEEN_UNKNOWN_NANOS;
    keys.fetch();
    assertThat(source.asked).hasSize(3);
  }

  @Test
  void unknownKey_whileThereAreNone_isAskedForSooner() {
    keys.current();
    source.fail();
    assertThat(keys.fetch().isComplete()).isFalse();
    source.fail();
    assertThat(keys.fetch().succeeded()).isTrue();
    now += SigningKeys.BETWEEN_FIRST_NANOS;
    keys.fetch();
    assertThat(source.asked).hasSize(3);
  }

  @Test
  void sameKeys_keepTheTokensThatTheyVerified() {
    keys.current();
    source.answer(FIRST);
    KeySet before = keys.current();
    now += HOUR;
    keys.current();
    source.answer(FIRST);
    assertThat(keys.current()).isSameAs(before);
  }

  @Test
  void close_fetchesNoMore() {
    keys.current();
    source.answer(FIRST);
    keys.close();
    assertThat(source.closed).isTrue();
    now += HOUR;
    assertThat(keys.current().has("first")).isTrue();
    assertThat(keys.fetch().succeeded()).isTrue();
    assertThat(source.asked).hasSize(1);
  }
}
