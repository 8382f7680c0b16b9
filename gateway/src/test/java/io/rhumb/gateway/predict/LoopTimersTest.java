package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A thread that is busy with what one connection brought, while an answer comes over another, and time runs out. */
final class LoopTimersTest {

  private static final Duration SHORT = Duration.ofMillis(5);

  private final List<String> seen = new ArrayList<>();
  private final BlockingQueue<NetSocket> accepted = new LinkedBlockingQueue<>();
  private Vertx vertx;
  private Vertx others;
  private Context context;
  private LoopTimers timers;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    others = Vertx.vertx();
    context = vertx.getOrCreateContext();
    timers = new LoopTimers(context);
  }

  @AfterEach
  void stop() throws Exception {
    await(Future.join(vertx.close(), others.close()));
  }

  @Test
  void answerThatIsThere_isSeenBeforeTimeRunsOut() throws Exception {
    Promise<Void> over = Promise.promise();

    busyWhileAnAnswerComes(
        () -> timers.start(SHORT.toNanos(), () -> {
          seen.add("time");
          over.complete();
        }),
        timer -> {});

    await(over.future());
    assertThat(seen).containsExactly("answer", "time");
  }

  @Test
  void answerThatIsThere_stopsTheTimer() throws Exception {
    Promise<Void> over = Promise.promise();

    busyWhileAnAnswerComes(() -> timers.start(SHORT.toNanos(), () -> seen.add("time")), timer -> {
      seen.add("stopped: " + timer.cancel());
      timers.start(2 * SHORT.toNanos(), over::complete);
    });

    await(over.future());
    assertThat(seen).containsExactly("answer", "stopped: true");
  }

  private interface Starting {
    LoopTimers.Timer start();
  }

  private interface Answered {
    void with(LoopTimers.Timer timer);
  }

  private void busyWhileAnAnswerComes(Starting starting, Answered answered) throws Exception {
    NetServer server =
        await(others.createNetServer().connectHandler(accepted::add).listen(0));
    NetSocket busy = connect(server);
    NetSocket toBusy = accepted.take();
    NetSocket answering = connect(server);
    NetSocket toAnswering = accepted.take();
    LoopTimers.Timer[] timer = new LoopTimers.Timer[1];
    await(onLoop(() -> {
      answering.handler(answer -> {
        seen.add("answer");
        answered.with(timer[0]);
      });
      busy.handler(work -> {
        timer[0] = starting.start();
        long until = System.nanoTime() + 2 * SHORT.toNanos();
        CountDownLatch written = new CountDownLatch(1);
        toAnswering.write(Buffer.buffer("answer")).onComplete(v -> written.countDown());
        waitFor(written);
        while (System.nanoTime() < until) {
          Thread.onSpinWait();
        }
      });
    }));
    await(toBusy.write(Buffer.buffer("work")));
  }

  /** On the event loop of the timers. */
  private NetSocket connect(NetServer server) throws Exception {
    Promise<NetSocket> connected = Promise.promise();
    context.runOnContext(v ->
        vertx.createNetClient().connect(server.actualPort(), "127.0.0.1").onComplete(connected));
    return await(connected.future());
  }

  private Future<Void> onLoop(Runnable task) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(v -> {
      task.run();
      done.complete();
    });
    return done.future();
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
