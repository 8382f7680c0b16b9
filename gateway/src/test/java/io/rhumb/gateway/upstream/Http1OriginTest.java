package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who connects, who waits, and what becomes of those that do; a pool of promises stands in for that of Vert.x. */
final class Http1OriginTest {

  private final ColdStart coldStart = new ColdStart();
  private final Queue<Runnable> patience = new ArrayDeque<>();
  private final List<Promise<HttpClientRequest>> connecting = new ArrayList<>();
  private int idle;
  private final Http1Origin origin = new Http1Origin(coldStart, this::pool, patience::add);

  @Test
  void manyAtOnce_fewConnect_theRestWaits() {
    ask(80);

    assertThat(connecting).hasSize(ColdStart.AT_ONCE);
  }

  @Test
  void connectionThatIsMade_makesRoomForAnother() {
    ask(80);

    succeed(1);

    assertThat(connecting).hasSize(ColdStart.AT_ONCE + 1);
  }

  @Test
  void onceEnoughWereMade_allConnectAtOnce_toAnyOrigin() {
    IntStream.range(0, ColdStart.ENOUGH).forEach(i -> coldStart.connected());

    ask(80);

    assertThat(connecting).hasSize(80);
  }

  @Test
  void connectionThatIsFreed_goesToTheFirstThatWaits() {
    List<Future<HttpClientRequest>> calls = ask(ColdStart.AT_ONCE + 2);

    assertThat(origin.awaited()).isTrue();
    idle = 1;
    origin.freed();

    assertThat(calls.get(ColdStart.AT_ONCE).succeeded()).isTrue();
    assertThat(calls.get(ColdStart.AT_ONCE + 1).isComplete()).isFalse();
    assertThat(connecting).hasSize(ColdStart.AT_ONCE);
  }

  @Test
  void everybodyIsServed() {
    List<Future<HttpClientRequest>> calls = ask(ColdStart.AT_ONCE + 2);

    succeed(ColdStart.AT_ONCE);
    succeed(2);

    assertThat(calls).allMatch(Future::succeeded);
    assertThat(origin.unused()).isTrue();
    assertThat(origin.awaited()).isFalse();
  }

  @Test
  void outOfPatience_itConnects_howeverManyDo() {
    ask(80);

    patience.remove().run();
    patience.remove().run();

    assertThat(connecting).hasSize(ColdStart.AT_ONCE + 2);
  }

  @Test
  void whoWasServed_hasNoUseForPatience() {
    ask(ColdStart.AT_ONCE + 2);
    idle = 1;
    origin.freed();

    patience.remove().run();

    assertThat(connecting).hasSize(ColdStart.AT_ONCE);
    assertThat(origin.awaited()).isTrue();
  }

  @Test
  void patienceOfOneWhoCameLater_mayEndFirst() {
    List<Future<HttpClientRequest>> calls = ask(ColdStart.AT_ONCE + 2);
    idle = 1;

    List.copyOf(patience).get(1).run();

    assertThat(calls.get(ColdStart.AT_ONCE).isComplete()).isFalse();
    assertThat(calls.get(ColdStart.AT_ONCE + 1).succeeded()).isTrue();
  }

  @Test
  void callThatIsOver_isPassedOver() {
    ask(ColdStart.AT_ONCE);
    AtomicLong left = new AtomicLong(1);
    Future<HttpClientRequest> over = ask(left::get);
    Future<HttpClientRequest> next = ask(() -> 1);
    left.set(0);

    idle = 1;
    origin.freed();

    assertThat(over.failed()).isTrue();
    assertThat(next.succeeded()).isTrue();
  }

  @Test
  void idleConnection_isNotWaitedFor() {
    ask(ColdStart.AT_ONCE - 1);
    idle = 1;

    assertThat(ask(() -> 1).succeeded()).isTrue();
  }

  @Test
  void connectThatFails_makesRoomForAnother_andCountsForNothing() {
    IntStream.range(1, ColdStart.ENOUGH).forEach(i -> coldStart.connected());
    List<Future<HttpClientRequest>> calls = ask(80);

    connecting.get(0).fail("refused");

    assertThat(calls.get(0).failed()).isTrue();
    assertThat(calls.subList(1, 80)).noneMatch(Future::isComplete);
    assertThat(connecting).hasSize(ColdStart.AT_ONCE + 1);
  }

  private List<Future<HttpClientRequest>> ask(int calls) {
    return IntStream.range(0, calls).mapToObj(i -> ask(() -> 1)).toList();
  }

  private Future<HttpClientRequest> ask(LongSupplier leftNanos) {
    return origin.request(new RequestOptions(), leftNanos);
  }

  private Future<HttpClientRequest> pool(RequestOptions options, LongSupplier leftNanos) {
    if (idle > 0) {
      idle--;
      return Future.succeededFuture();
    }
    Promise<HttpClientRequest> promise = Promise.promise();
    connecting.add(promise);
    return promise.future();
  }

  /** Completes so many of those that connect, the oldest first. */
  private void succeed(int count) {
    connecting.stream()
        .filter(connect -> !connect.future().isComplete())
        .limit(count)
        .toList()
        .forEach(Promise::complete);
  }
}
