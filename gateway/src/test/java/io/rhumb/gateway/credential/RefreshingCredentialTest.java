package io.rhumb.gateway.credential;

import static io.rhumb.gateway.credential.ManualSource.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefreshingCredentialTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final ManualTime time = new ManualTime();
  private final ManualSource source = new ManualSource();
  /** Jitter of zero: back-off delays are half of 1, 2, 4, … seconds. */
  private final RefreshingCredential credential =
      new RefreshingCredential("test", source, RefreshPolicy.NETWORK, time, time, () -> 0L);

  @Test
  void current_nothingFetched_isNullAndBeginsOneFetch() {
    assertThat(credential.current()).isNull();
    assertThat(credential.current()).isNull();
    assertThat(source.fetches()).isEqualTo(1);
    assertThat(credential.status().ready()).isFalse();
  }

  @Test
  void current_fetched_isTheVeryHeaders() {
    CredentialHeaders first = given("a", HOUR);

    assertThat(credential.current()).isSameAs(first);
    assertThat(credential.status().ready()).isTrue();
    assertThat(credential.status().expiresAt()).isEqualTo(time.instant().plus(HOUR));
    assertThat(credential.status().fetchedAt()).isEqualTo(time.instant());
  }

  @Test
  void timer_tokenBecomesStale_fetchesAheadAndServesTheOld() {
    CredentialHeaders first = given("a", HOUR);

    time.advance(HOUR.minusSeconds(225).minusMillis(1));
    assertThat(source.fetches()).isEqualTo(1);
    time.advance(Duration.ofMillis(1));
    assertThat(source.fetches()).isEqualTo(2);
    assertThat(credential.current()).isSameAs(first);

    CredentialHeaders second = answer("b", HOUR);
    assertThat(credential.current()).isSameAs(second);
    assertThat(source.fetches()).isEqualTo(2);
  }

  @Test
  void current_timerStoodStill_fetchesAtUse() {
    CredentialHeaders first = given("a", HOUR);

    time.setClock(HOUR.minusSeconds(60));
    assertThat(source.fetches()).isEqualTo(1);
    assertThat(credential.current()).isSameAs(first);
    assertThat(source.fetches()).isEqualTo(2);
  }

  @Test
  void current_timerStoodStillBeyondTheEnd_isNullAndFetches() {
    given("a", HOUR);

    time.setClock(HOUR.plusSeconds(60));
    Future<CredentialHeaders> waiting = credential.refresh(null);
    assertThat(waiting.isComplete()).isFalse();

    CredentialHeaders second = answer("b", HOUR);
    assertThat(waiting.result()).isSameAs(second);
    assertThat(source.fetches()).isEqualTo(2);
  }

  @Test
  void timer_clockWasSetBack_fetchesAllTheSame() {
    given("a", HOUR);

    time.setClock(Duration.ofDays(-1));
    time.advance(HOUR.minusSeconds(225));

    assertThat(source.fetches()).isEqualTo(2);
  }

  @Test
  void shortLivedToken_isFetchedAtHalfOfWhatIsLeft() {
    given("a", Duration.ofSeconds(100));

    time.advance(Duration.ofMillis(49_999));
    assertThat(source.fetches()).isEqualTo(1);
    time.advance(Duration.ofMillis(1));
    assertThat(source.fetches()).isEqualTo(2);
  }

  @Test
  void tokenOfMoments_isNotFetchedMoreThanOnceASecond() {
    Duration moment = Duration.ofMillis(1_400);
    given("a", moment);
    for (int i = 0; i < 100; i++) {
      int before = source.fetches();
      time.advance(Duration.ofMillis(100));
      credential.current();
      if (source.fetches() > before) {
        answer("b" + i, moment);
      }
    }
    assertThat(source.fetches()).isEqualTo(1 + 10);
  }

  @Test
  void failedRefresh_backsOffAndServesTheOldUntilJustBeforeItsEnd() {
    CredentialHeaders first = given("a", HOUR);
    time.advance(HOUR.minusSeconds(225));
    List<Long> delays = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      delays.add(millisUntilNextFetch());
    }
    assertThat(delays)
        .containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 15_000L, 15_000L, 15_000L);
    assertThat(credential.current()).isSameAs(first);

    time.setClock(
        Duration.between(time.instant(), credential.status().expiresAt().minusMillis(5_001)));
    assertThat(credential.current()).isSameAs(first);
    time.setClock(Duration.ofMillis(1));
    assertThat(credential.current()).isNull();
  }

  @Test
  void refresh_manyCallers_shareOneFetch() {
    List<Future<CredentialHeaders>> callers =
        IntStream.range(0, 100).mapToObj(i -> credential.refresh(null)).toList();
    assertThat(source.fetches()).isEqualTo(1);

    CredentialHeaders first = answer("a", HOUR);
    assertThat(callers).allSatisfy(caller -> assertThat(caller.result()).isSameAs(first));
  }

  @Test
  void refresh_othersAreCurrent_answersAtOnce() {
    CredentialHeaders first = given("a", HOUR);
    CredentialHeaders elsewhere = token("x");

    assertThat(credential.refresh(elsewhere).result()).isSameAs(first);
    assertThat(credential.refresh(null).result()).isSameAs(first);
    assertThat(source.fetches()).isEqualTo(1);
  }

  @Test
  void refresh_refused_fetchesOnceForAll() {
    CredentialHeaders first = given("a", HOUR);
    time.advance(Duration.ofSeconds(1));
    List<Future<CredentialHeaders>> refused =
        IntStream.range(0, 100).mapToObj(i -> credential.refresh(first)).toList();
    assertThat(source.fetches()).isEqualTo(2);
    assertThat(credential.current()).isSameAs(first);

    CredentialHeaders second = answer("b", HOUR);
    assertThat(refused).allSatisfy(caller -> assertThat(caller.result()).isSameAs(second));
    assertThat(credential.refresh(first).result()).isSameAs(second);
    assertThat(source.fetches()).isEqualTo(2);
  }

  @Test
  void refresh_refusedJustAfterAFetch_answersWithWhatIsCurrent() {
    CredentialHeaders first = given("a", HOUR);
    time.advance(Duration.ofMillis(999));

    assertThat(credential.refresh(first).result()).isSameAs(first);
    assertThat(source.fetches()).isEqualTo(1);
  }

  @Test
  void refresh_stormOfRefusals_fetchesOncePerSecond() {
    CredentialHeaders held = given("0", HOUR);
    for (int i = 1; i <= 1_000; i++) {
      time.advance(Duration.ofMillis(10));
      int before = source.fetches();
      credential.refresh(held);
      if (source.fetches() > before) {
        held = answer(String.valueOf(i), HOUR);
      }
    }
    assertThat(source.fetches()).isEqualTo(1 + 10);
  }

  @Test
  void refresh_clockWasSetBack_mayStillForce() {
    CredentialHeaders first = given("a", HOUR);
    time.setClock(Duration.ofDays(-1));

    credential.refresh(first);

    assertThat(source.fetches()).isEqualTo(2);
  }

  @Test
  void refresh_sameTokenAgain_isTheSameObject() {
    CredentialHeaders first = given("a", HOUR);
    time.advance(Duration.ofSeconds(1));
    Future<CredentialHeaders> refused = credential.refresh(first);
    source.last().fetched(token("a"), time.instant().plus(HOUR).toEpochMilli());

    assertThat(refused.result()).isSameAs(first);
    assertThat(credential.status().expiresAt()).isEqualTo(time.instant().plus(HOUR));
  }

  @Test
  void refresh_refusedAndFetchFails_answersWithWhatIsCurrent() {
    CredentialHeaders first = given("a", HOUR);
    time.advance(Duration.ofSeconds(1));
    Future<CredentialHeaders> refused = credential.refresh(first);
    source.last().failed("down");

    assertThat(refused.result()).isSameAs(first);
    assertThat(credential.refresh(first).result()).as("while backing off").isSameAs(first);
    assertThat(source.fetches()).isEqualTo(2);
  }

  @Test
  void refresh_refusedWhileBackingOff_doesNotFetch() {
    CredentialHeaders first = given("a", HOUR);
    time.advance(Duration.ofSeconds(1));
    credential.refresh(first);
    failTimes(4);

    time.advance(Duration.ofSeconds(2));

    assertThat(credential.refresh(first).result()).isSameAs(first);
    assertThat(source.fetches()).isEqualTo(1 + 4);
  }

  @Test
  void failedRefresh_afterASuccess_startsWithTheShortestDelay() {
    credential.current();
    failTimes(4);
    time.advance(Duration.ofSeconds(4));
    answer("a", HOUR);

    time.advance(HOUR.minusSeconds(225));

    assertThat(millisUntilNextFetch()).isEqualTo(500);
  }

  @Test
  void refresh_firstTryFails_waitsForTheNext() {
    Future<CredentialHeaders> waiting = credential.refresh(null);
    source.last().failed("down");
    assertThat(waiting.isComplete()).isFalse();

    time.advance(Duration.ofMillis(500));
    CredentialHeaders first = answer("a", HOUR);
    assertThat(waiting.result()).isSameAs(first);
    assertThat(credential.status().lastError()).isNull();
    assertThat(credential.status().failures()).isEqualTo(1);
    assertThat(credential.status().refreshes()).isEqualTo(1);
  }

  @Test
  void refresh_noAnswer_failsAfterTenSeconds() {
    Future<CredentialHeaders> waiting = credential.refresh(null);
    time.advance(Duration.ofMillis(9_999));
    assertThat(waiting.isComplete()).isFalse();

    time.advance(Duration.ofMillis(1));
    assertThat(waiting.cause())
        .isInstanceOf(CredentialUnavailableException.class)
        .hasMessageStartingWith("test: no answer");
  }

  @Test
  void refresh_nextTryComesTooLate_failsAtOnce() {
    Future<CredentialHeaders> waiting = credential.refresh(null);
    failTimes(6);
    assertThat(waiting.cause()).hasMessage("test: down");
    assertThat(credential.refresh(null).cause()).hasMessage("test: down");
  }

  @Test
  void fetch_hangs_isGivenUpAndAnotherBegins() {
    credential.current();
    time.advance(Duration.ofSeconds(10));
    assertThat(source.abandoned()).isEqualTo(1);
    assertThat(credential.status().lastError()).isEqualTo("no answer within 10000 ms");

    time.advance(Duration.ofMillis(500));
    assertThat(source.fetches()).isEqualTo(2);
    source.fetch(1).failed("too late to matter");
    assertThat(credential.status().failures()).isEqualTo(1);
    CredentialHeaders second = answer("b", HOUR);
    assertThat(credential.current()).isSameAs(second);
  }

  @Test
  void fetch_answersAfterItWasGivenUp_countsIfItIsNewer() {
    Future<CredentialHeaders> waiting = credential.refresh(null);
    time.advance(Duration.ofMillis(9_999));
    Future<CredentialHeaders> same = credential.refresh(null);
    time.advance(Duration.ofMillis(1));
    assertThat(waiting.failed() && same.failed()).isTrue();

    CredentialHeaders late = token("late");
    source.fetch(1).fetched(late, time.instant().plus(HOUR).toEpochMilli());
    assertThat(credential.current()).isSameAs(late);
    time.advance(Duration.ofSeconds(60));
    assertThat(source.fetches()).as("the back-off ended with it").isEqualTo(1);
  }

  @Test
  void fetch_answersAfterANewerOne_isDropped() {
    credential.current();
    time.advance(Duration.ofMillis(10_500));
    CredentialHeaders second = answer("b", HOUR);
    source
        .fetch(1)
        .fetched(token("a"), time.instant().plus(HOUR).minusSeconds(9).toEpochMilli());

    assertThat(credential.current()).isSameAs(second);
  }

  @Test
  void fetch_sleptThrough_isReplacedAtTheNextUse() {
    credential.current();
    time.setClock(Duration.ofMinutes(20));

    credential.current();

    assertThat(source.fetches()).isEqualTo(2);
    assertThat(source.abandoned()).isEqualTo(1);
  }

  @Test
  void fetch_tokenWithoutLife_isAFailure() {
    Future<CredentialHeaders> waiting = credential.refresh(null);
    source.last().fetched(token("a"), time.millis());

    assertThat(waiting.isComplete()).isFalse();
    assertThat(credential.current()).isNull();
    assertThat(credential.status().lastError()).isEqualTo("expired on arrival");
    assertThat(source.fetches()).as("backs off").isEqualTo(1);
  }

  @Test
  void headersWithoutEnd_areFetchedAgainWhenUsedOnly() {
    credential.current();
    CredentialHeaders first = token("a");
    source.last().fetched(first, Token.NEVER);

    time.advance(Duration.ofDays(1));
    assertThat(source.fetches()).isEqualTo(1);
    assertThat(credential.current()).isSameAs(first);
    assertThat(source.fetches()).isEqualTo(2);
    assertThat(credential.status().expiresAt()).isNull();
  }

  @Test
  void close_tellsWhoWaitsAndFetchesNoMore() {
    Future<CredentialHeaders> waiting = credential.refresh(null);
    credential.close();

    assertThat(waiting.failed()).isTrue();
    assertThat(credential.current()).isNull();
    assertThat(credential.refresh(null).failed()).isTrue();
    source.last().fetched(token("a"), time.instant().plus(HOUR).toEpochMilli());
    assertThat(credential.current()).isNull();
    assertThat(source.fetches()).isEqualTo(1);
    assertThat(time.pending()).isZero();
  }

  @Test
  void use_fromManyThreads_beginsOneFetch() throws Exception {
    ExecutorService loops = Executors.newFixedThreadPool(8);
    CyclicBarrier together = new CyclicBarrier(8);
    for (int round = 1; round <= 200; round++) {
      List<Callable<Future<CredentialHeaders>>> uses = Collections.nCopies(8, () -> {
        together.await();
        return credential.refresh(null);
      });
      var asked = loops.invokeAll(uses);
      assertThat(source.fetches()).isEqualTo(round);
      CredentialHeaders headers = answer("t" + round, HOUR);
      for (var caller : asked) {
        assertThat(caller.get().result()).isSameAs(headers);
      }
      time.setClock(HOUR);
    }
    loops.shutdownNow();
  }

  @Test
  void timers_afterAnAnswer_areNotLeftBehind() {
    credential.refresh(null);
    answer("a", HOUR);

    assertThat(time.pending()).as("the refresh ahead alone").isEqualTo(1);
  }

  private CredentialHeaders given(String value, Duration life) {
    credential.current();
    return answer(value, life);
  }

  private CredentialHeaders answer(String value, Duration life) {
    CredentialHeaders headers = token(value);
    source.last().fetched(headers, time.instant().plus(life).toEpochMilli());
    return headers;
  }

  private void failTimes(int times) {
    for (int i = 1; i < times; i++) {
      millisUntilNextFetch();
    }
    source.last().failed("down");
  }

  /** Fails the fetch under way, and measures when timers begin the next. */
  private long millisUntilNextFetch() {
    int before = source.fetches();
    long start = time.millis();
    source.last().failed("down");
    while (source.fetches() == before) {
      time.advance(Duration.ofMillis(1));
    }
    return time.millis() - start;
  }
}
