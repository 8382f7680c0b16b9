package io.rhumb.gateway.packaged;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A client with nothing of Rhumb, Vert.x or Netty in it. */
final class Http {

  static final String BODY = "{\"instances\":[[1.0],[2.0],[3.0]]}";
  static final String TARGET = "x-rhumb-target";

  private static final HttpClient CLIENT = HttpClient.newBuilder()
      .version(HttpClient.Version.HTTP_1_1)
      .connectTimeout(Duration.ofSeconds(10))
      .build();

  private Http() {}

  /** Posts three instances to the default model. */
  static CompletableFuture<HttpResponse<String>> predictAsync(int port) {
    return predictAsync(port, BODY, "content-type", "application/json");
  }

  /** Posts something else, with a header more. */
  static CompletableFuture<HttpResponse<String>> predictAsync(
      int port, String body, String header, String value) {
    HttpRequest.Builder request =
        request(port, "/predict").header("content-type", "application/json");
    return CLIENT.sendAsync(
        request.setHeader(header, value).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  static HttpResponse<String> predict(int port) {
    return Await.await(predictAsync(port));
  }

  /**
   * Posts until this target answers, for half a minute at most. Two virtual machines that have only just started, on
   * a machine with too much to do, may take longer for their first TLS handshake than a gateway waits for one.
   */
  static HttpResponse<String> predictUntil(String target, int port) {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    HttpResponse<String> answer = predict(port);
    while (!target(answer).equals(target) && System.nanoTime() < giveUp) {
      answer = predict(port);
    }
    return answer;
  }

  /** Asks whether the gateway is ready until it is, for half a minute at most: it opens its ports first. */
  static HttpResponse<String> readyUntil200(int port) {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    HttpResponse<String> answer = get(port, "/health/ready");
    while (answer.statusCode() != 200 && System.nanoTime() < giveUp) {
      answer = get(port, "/health/ready");
    }
    return answer;
  }

  /** Waits until the gateway is ready, and has it and its regions load and compile what they need. */
  static List<HttpResponse<String>> warmUp(int port) {
    readyUntil200(port);
    List<HttpResponse<String>> answers = new ArrayList<>();
    for (int round = 0; round < 10; round++) {
      List<CompletableFuture<HttpResponse<String>>> asked =
          Stream.generate(() -> predictAsync(port)).limit(20).toList();
      asked.forEach(answer -> answers.add(Await.await(answer)));
    }
    return answers;
  }

  static HttpResponse<String> get(int port, String path) {
    return send(request(port, path).GET());
  }

  static HttpResponse<String> put(int port, String path, String body) {
    return send(request(port, path).PUT(BodyPublishers.ofString(body)));
  }

  static HttpResponse<String> delete(int port, String path) {
    return send(request(port, path).DELETE());
  }

  /** Which target answered. */
  static String target(HttpResponse<String> answer) {
    return answer.headers().firstValue(TARGET).orElse("(none)");
  }

  static HttpResponse<String> send(HttpRequest.Builder request) {
    return Await.await(CLIENT.sendAsync(request.build(), BodyHandlers.ofString()));
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(30));
  }
}
