package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.UpstreamConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who connects, who waits, and what becomes of those that do; promises stand in for connects, and a list for connections. */
final class Http1OriginTest {

  private static final int MOST = 80;
  private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(1500);
  private static final long LEFT = Duration.ofSeconds(10).toNanos();

  private final ColdStart coldStart = new ColdStart();
  private final Queue<Patience> patience = new ArrayDeque<>();
  private final Queue<Runnable> sweeps = new ArrayDeque<>();
  private final List<Promise<Fake>> connects = new ArrayList<>();
  private final List<BooleanSupplier> worthwhile = new ArrayList<>();
  private final Http1Origin origin = new Http1Origin(
      coldStart,
      new UpstreamConfig(CONNECT_TIMEOUT, MOST, Duration.ofSeconds(50)),
      this::connect,
      (millis, then) -> patience.add(new Patience(millis, then)),
      sweeps::add);

  @Test
  void manyAtOnce_fewConnect_theRestWaits() {
    ask(80);

    assertThat(connects).hasSize(ColdStart.AT_ONCE);
  }

  @Test
  void connectionThatIsMade_makesRoomForAnother() {
    ask(80);

    succeed(0);

    assertThat(connects).hasSize(ColdStart.AT_ONCE + 1);
  }

  @Test
  void onceEnoughWereMade_allConnectAtOnce_toAnyOrigin() {
    warm();

    ask(80);

    assertThat(connects).hasSize(80);
  }

  @Test
  void connectionThatIsFreed_goesToTheFirstThatWaits() {
    List<Future<HttpClientRequest>> calls = ask(ColdStart.AT_ONCE + 2);
    Fake made = succeed(0);

    made.freed();

    assertThat(calls.get(1).succeeded()).isTrue();
    assertThat(calls.get(2).isComplete()).isFalse();
  }

  @Test
  void connectionForWhichNobodyWaits_rests_andIsForTheNext() {
    ask(1);
    Fake made = succeed(0);

    made.freed();

    assertThat(made.rested).isTrue();
    assertThat(ask(1)).allMatch(Future::succeeded);
    assertThat(connects).hasSize(1);
  }

  @Test
  void connectionForWhichSomebodyWaits_doesNotRest() {
    ask(2);
    Fake made = succeed(0);

    made.freed();

    assertThat(made.rested).isFalse();
    assertThat(made.calls).isEqualTo(2);
  }

  @Test
  void ofTheIdle_theOneThatWasUsedLast_isTaken() {
    ask(2);
    Fake first = succeed(0);
    Fake second = succeed(1);
    second.freed();
    first.freed();

    ask(1);

    assertThat(first.calls).isEqualTo(2);
    assertThat(second.calls).isEqualTo(1);
  }

  @Test
  void idleOneThatIsNotUsable_isClosed_andAnotherMade() {
    ask(1);
    Fake made = succeed(0);
    made.freed();
    made.usable = false;

    List<Future<HttpClientRequest>> calls = ask(1);

    assertThat(made.closed).isTrue();
    assertThat(calls).noneMatch(Future::isComplete);
    assertThat(connects).hasSize(2);
  }

  @Test
  void idleOneThatGoes_isNotGivenOut() {
    ask(1);
    Fake made = succeed(0);
    made.freed();

    made.close();

    assertThat(origin.unused()).isTrue();
    assertThat(ask(1)).noneMatch(Future::isComplete);
  }

  @Test
  void idleOnes_areLookedAt_untilNoneIsLeft() {
    ask(2);
    Fake first = succeed(0);
    Fake second = succeed(1);
    first.freed();
    second.freed();
    first.usable = false;

    sweeps.remove().run();

    assertThat(first.closed).isTrue();
    assertThat(second.closed).isFalse();

    second.usable = false;
    sweeps.remove().run();

    assertThat(second.closed).isTrue();
    assertThat(sweeps).isEmpty();
    assertThat(origin.unused()).isTrue();
  }

  @Test
  void connectionThatIsGoneAsItComes_costsNobodyItsPlace() {
    List<Future<HttpClientRequest>> calls = ask(1);

    succeed(0, new Fake(false));

    assertThat(calls).noneMatch(Future::isComplete);
    assertThat(connects).hasSize(2);
    succeed(1);
    assertThat(calls).allMatch(Future::succeeded);
  }

  @Test
  void everybodyIsServed() {
    List<Future<HttpClientRequest>> calls = ask(ColdStart.AT_ONCE + 2);

    IntStream.range(0, ColdStart.AT_ONCE + 2).forEach(this::succeed);

    assertThat(calls).allMatch(Future::succeeded);
    assertThat(connects).hasSize(ColdStart.AT_ONCE + 2);
  }

  @Test
  void outOfPatience_itConnects_howeverManyDo() {
    ask(80);
    assertThat(patience.element().millis()).isEqualTo(CONNECT_TIMEOUT.toMillis() / 2);

    patience.remove().then().run();
    patience.remove().then().run();

    assertThat(connects).hasSize(ColdStart.AT_ONCE + 2);
  }

  @Test
  void whoWasServed_hasNoUseForPatience() {
    ask(ColdStart.AT_ONCE + 1);
    IntStream.range(0, ColdStart.AT_ONCE).mapToObj(this::succeed).forEach(Fake::freed);
    int before = connects.size();

    patience.remove().then().run();

    assertThat(connects).hasSize(before);
  }

  @Test
  void allInUse_whoWaitsGetsTheFirstThatIsFreed() {
    List<Fake> made = useAll();

    Future<HttpClientRequest> waits = ask(() -> LEFT);
    made.get(7).freed();

    assertThat(waits.succeeded()).isTrue();
    assertThat(connects).hasSize(MOST);
  }

  @Test
  void allInUse_whoWaitsGetsThePlaceOfOneThatGoes() {
    List<Fake> made = useAll();

    Future<HttpClientRequest> waits = ask(() -> LEFT);
    made.get(7).close();

    assertThat(connects).hasSize(MOST + 1);
    succeed(MOST);
    assertThat(waits.succeeded()).isTrue();
  }

  @Test
  void allInUse_forAsLongAsAConnectMayTake_nobodyIsToBlame() {
    useAll();

    Future<HttpClientRequest> waits = ask(() -> LEFT);
    assertThat(patience.element().millis()).isEqualTo(CONNECT_TIMEOUT.toMillis());
    patience.remove().then().run();

    assertThat(waits.cause()).isInstanceOf(ConnectionsInUseException.class);
    assertThat(waits.cause()).hasMessage("connections: all 80 in use");
    assertThat(connects).hasSize(MOST);
  }

  @Test
  void oneOfAllIsConnecting_itsFateIsWaitedFor() {
    List<Fake> made = useAll();
    made.get(7).close();
    Future<HttpClientRequest> one = ask(() -> LEFT);
    Future<HttpClientRequest> other = ask(() -> LEFT);

    patience.remove().then().run();
    assertThat(other.isComplete()).isFalse();

    connects.get(MOST).fail("refused");
    assertThat(one.cause()).hasMessage("refused");
    succeed(MOST + 1);
    assertThat(other.succeeded()).isTrue();
  }

  @Test
  void allInUse_anAttemptWithLittleTime_isToldBeforeItIsOver() {
    useAll();

    Future<HttpClientRequest> unused = ask(() -> Duration.ofMillis(400).toNanos());

    assertThat(patience.element().millis()).isEqualTo(350);
  }

  @Test
  void callThatIsOver_isPassedOver() {
    ask(ColdStart.AT_ONCE);
    AtomicLong left = new AtomicLong(LEFT);
    Future<HttpClientRequest> over = ask(left::get);
    Future<HttpClientRequest> next = ask(() -> LEFT);
    left.set(0);

    IntStream.range(0, ColdStart.AT_ONCE + 1).forEach(this::succeed);

    assertThat(over.failed()).isTrue();
    assertThat(next.succeeded()).isTrue();
  }

  @Test
  void callThatIsOver_hasNoPatience_andNothingMadeForIt() {
    ask(ColdStart.AT_ONCE);
    AtomicLong left = new AtomicLong(LEFT);
    Future<HttpClientRequest> over = ask(left::get);
    left.set(0);

    patience.remove().then().run();

    assertThat(over.failed()).isTrue();
    assertThat(connects).hasSize(ColdStart.AT_ONCE);
    assertThat(patience).isEmpty();
  }

  @Test
  void connectThatFails_doesNotFailOneForWhomAnotherIsMade_inPlaceOfACallThatIsOver() {
    warm();
    Future<HttpClientRequest> first = ask(() -> LEFT);
    AtomicLong left = new AtomicLong(LEFT);
    Future<HttpClientRequest> over = ask(left::get);
    left.set(0);

    connects.get(1).fail("refused");

    assertThat(over.failed()).isTrue();
    assertThat(first.isComplete()).isFalse();
    succeed(0);
    assertThat(first.succeeded()).isTrue();
  }

  @Test
  void connectionThatIsFreedAndGone_isNotForWhoWaits() {
    List<Fake> made = useAll();
    Future<HttpClientRequest> waits = ask(() -> LEFT);

    made.get(7).usable = false;
    made.get(7).freed();

    assertThat(made.get(7).closed).isTrue();
    assertThat(waits.isComplete()).isFalse();
    assertThat(connects).hasSize(MOST + 1);
    succeed(MOST);
    assertThat(waits.succeeded()).isTrue();
  }

  @Test
  void connectThatFails_makesRoomForAnother_andCountsForNothing() {
    IntStream.range(1, ColdStart.ENOUGH).forEach(i -> coldStart.connected());
    List<Future<HttpClientRequest>> calls = ask(80);

    connects.get(0).fail("refused");

    assertThat(calls.get(0).failed()).isTrue();
    assertThat(calls.subList(1, 80)).noneMatch(Future::isComplete);
    assertThat(connects).hasSize(ColdStart.AT_ONCE + 1);
  }

  @Test
  void connectThatFails_isOfNoConcernToWhoHasOneOfHisOwnUnderWay() {
    warm();
    List<Future<HttpClientRequest>> first = ask(1);
    Fake freed = succeed(0);
    ask(1);
    freed.freed();
    // The connect that was for it goes on, and another is under way for the next.
    Future<HttpClientRequest> next = ask(() -> LEFT);

    connects.get(1).fail("refused");

    assertThat(first).allMatch(Future::succeeded);
    assertThat(next.isComplete()).isFalse();
    succeed(2);
    assertThat(next.succeeded()).isTrue();
  }

  @Test
  void everyConnectFails_soDoesEachCall() {
    List<Future<HttpClientRequest>> calls = ask(5);

    for (int i = 0; i < 5; i++) {
      connects.get(i).fail("refused");
    }

    assertThat(calls).allMatch(Future::failed);
    assertThat(connects).hasSize(5);
    assertThat(origin.unused()).isTrue();
  }

  @Test
  void anotherConnect_isWorthwhileForWhoHasTheTime() {
    AtomicLong left = new AtomicLong(CONNECT_TIMEOUT.toNanos() + 1);
    Future<HttpClientRequest> unused = ask(left::get);

    assertThat(worthwhile.get(0).getAsBoolean()).isTrue();
    left.decrementAndGet();
    assertThat(worthwhile.get(0).getAsBoolean()).isFalse();
  }

  private void warm() {
    IntStream.range(0, ColdStart.ENOUGH).forEach(i -> coldStart.connected());
  }

  private List<Fake> useAll() {
    warm();
    ask(MOST);
    return IntStream.range(0, MOST).mapToObj(this::succeed).toList();
  }

  private List<Future<HttpClientRequest>> ask(int calls) {
    return IntStream.range(0, calls).mapToObj(i -> ask(() -> LEFT)).toList();
  }

  private Future<HttpClientRequest> ask(LongSupplier leftNanos) {
    return origin.request(new RequestOptions(), leftNanos);
  }

  private Future<Fake> connect(BooleanSupplier again) {
    Promise<Fake> promise = Promise.promise();
    connects.add(promise);
    worthwhile.add(again);
    return promise.future();
  }

  private Fake succeed(int connect) {
    return succeed(connect, new Fake(true));
  }

  private Fake succeed(int connect, Fake made) {
    connects.get(connect).complete(made);
    return made;
  }

  private record Patience(long millis, Runnable then) {}

  /** A connection that gives a request at once. */
  private static final class Fake implements Http1Origin.Connection {

    private Consumer<Http1Origin.Connection> freed = connection -> {};
    private Consumer<Http1Origin.Connection> gone = connection -> {};
    private boolean usable;
    private boolean rested;
    private boolean closed;
    private int calls;

    Fake(boolean usable) {
      this.usable = usable;
    }

    @Override
    public void owner(
        Consumer<Http1Origin.Connection> onFreed, Consumer<Http1Origin.Connection> onGone) {
      freed = onFreed;
      gone = onGone;
    }

    void freed() {
      freed.accept(this);
    }

    @Override
    public Future<HttpClientRequest> request(RequestOptions options) {
      calls++;
      return Future.succeededFuture();
    }

    @Override
    public boolean usable() {
      return usable;
    }

    @Override
    public void rest() {
      rested = true;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        usable = false;
        gone.accept(this);
      }
    }
  }
}
