package io.rhumb.gateway.faults;

import io.rhumb.gateway.packaged.Await;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Asks one model of one gateway; with nothing of Rhumb, Vert.x or Netty in it. */
final class Client {

  private static final HttpClient HTTP = HttpClient.newBuilder()
      .version(HttpClient.Version.HTTP_1_1)
      .connectTimeout(Duration.ofSeconds(10))
      .build();

  private static final int TIMEOUT_SECONDS = 30;

  private final URI uri;
  private final Mode mode;

  Client(int port, String model, Mode mode) {
    this.uri = URI.create("http://127.0.0.1:" + port + mode.path(model));
    this.mode = mode;
  }

  /** One after the other. */
  Answers send(int times, String... headers) {
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      answers.add(Await.await(sendAsync(System.nanoTime(), headers)));
    }
    return new Answers(answers);
  }

  /** All at once. */
  Answers sendAtOnce(int times) {
    return await(
        Stream.generate(() -> sendAsync(System.nanoTime())).limit(times).toList());
  }

  /**
   * In an open loop: each is sent when it is due, whatever has become of those before it, and its latency counts from then. Completes
   * once all have ended.
   */
  CompletableFuture<Answers> paceAsync(int times, Duration period) {
    long begin = System.nanoTime();
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      long dueNanos = begin + i * period.toNanos();
      Executor due =
          CompletableFuture.delayedExecutor(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
      answers.add(CompletableFuture.supplyAsync(() -> dueNanos, due)
          .thenCompose(nanos -> sendAsync(nanos)));
    }
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(all -> await(answers));
  }

  /** The same, for as long as that takes; each request has a timeout of its own. */
  Answers pace(int times, Duration period) {
    return paceAsync(times, period).join();
  }

  /** One, whose latency counts from that instant; never fails. */
  CompletableFuture<Answer> sendAsync(long dueNanos, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri)
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofString(mode.body()));
    if (headers.length > 0) {
      request.headers(headers);
    }
    Receipt receipt = new Receipt();
    return HTTP.sendAsync(request.build(), receipt)
        .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .handle((response, failure) -> receipt.answer(mode, failure, dueNanos));
  }

  private static Answers await(List<CompletableFuture<Answer>> answers) {
    return new Answers(answers.stream().map(Await::await).toList());
  }
}
