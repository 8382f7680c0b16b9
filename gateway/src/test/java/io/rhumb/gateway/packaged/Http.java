package io.rhumb.gateway.packaged;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
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

  private static final HttpClient HTTP2_CLIENT = HttpClient.newBuilder()
      .version(HttpClient.Version.HTTP_2)
      .connectTimeout(Duration.ofSeconds(10))
      .build();

  private static final String TOO_MANY_STREAMS = "too many concurrent streams";

  private static final String CHAT =
      "{\"messages\":[{\"role\":\"user\",\"content\":\"count\"}],\"stream\":true}";

  private Http() {}

  /** Posts three instances to the default model. */
  static CompletableFuture<HttpResponse<String>> predictAsync(int port) {
    return predictAsync(port, BODY, "content-type", "application/json");
  }

  /** Posts something else, with a header more. */
  static CompletableFuture<HttpResponse<String>> predictAsync(
      int port, String body, String header, String value) {
    return predictAsync(CLIENT, port, body, header, value);
  }

  /**
   * The same over HTTP/2, if {@link #offerHttp2} has been called. Java's client has one connection, and sends nothing where that has as many
   * streams as it may: then it goes over HTTP/1.1 after all.
   */
  static CompletableFuture<HttpResponse<String>> predictOverHttp2Async(
      int port, String body, String header, String value) {
    return predictAsync(HTTP2_CLIENT, port, body, header, value)
        .exceptionallyCompose(failure -> failure.toString().contains(TOO_MANY_STREAMS)
            ? predictAsync(port, body, header, value)
            : CompletableFuture.failedFuture(failure));
  }

  private static CompletableFuture<HttpResponse<String>> predictAsync(
      HttpClient client, int port, String body, String header, String value) {
    HttpRequest.Builder request =
        request(port, "/predict").header("content-type", "application/json");
    return client.sendAsync(
        request.setHeader(header, value).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  /** Opens the connection that all requests over HTTP/2 share: Java's client does so by an offer, which nobody takes with a body. */
  static void offerHttp2(int port) {
    Await.await(HTTP2_CLIENT.sendAsync(
        request(port, "/health/live").GET().build(), BodyHandlers.discarding()));
  }

  /** Asks the model {@code linear} for a chat, whose answer is a stream. */
  static CompletableFuture<HttpResponse<Void>> chatAsync(
      int port, String strategy, BodyHandler<Void> receipt) {
    HttpRequest.Builder request =
        request(port, "/v1/projects/p/locations/l/endpoints/linear/chat/completions");
    return CLIENT.sendAsync(
        request
            .header("content-type", "application/json")
            .header("x-rhumb-strategy", strategy)
            .POST(BodyPublishers.ofString(CHAT))
            .build(),
        receipt);
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
