package io.rhumb.rehearsal.stage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What the operator asks and orders over HTTP. Thread-safe; every method blocks, for two seconds at the most. */
final class Http {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final HttpClient CLIENT = HttpClient.newBuilder()
      .version(HttpClient.Version.HTTP_1_1)
      .connectTimeout(PATIENCE)
      .build();

  private Http() {}

  /** Whether it answers 200. */
  static boolean isOk(String uri) {
    try {
      return send(HttpRequest.newBuilder(URI.create(uri))).statusCode() == 200;
    } catch (IOException notThere) {
      return false;
    }
  }

  /**
   * What it answers.
   *
   * @throws IllegalStateException unless that is 200
   */
  static String get(String uri) {
    return answer(uri, HttpRequest.newBuilder(URI.create(uri)));
  }

  /** As {@link #get}, with a body. */
  static String put(String uri, String json) {
    return answer(
        uri,
        HttpRequest.newBuilder(URI.create(uri)).PUT(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** As {@link #get}. */
  static String delete(String uri) {
    return answer(uri, HttpRequest.newBuilder(URI.create(uri)).DELETE());
  }

  private static String answer(String uri, HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = send(request);
      if (response.statusCode() == 200) {
        return response.body();
      }
      throw new IllegalStateException(uri + ": " + response.statusCode() + " " + response.body());
    } catch (IOException e) {
      throw new IllegalStateException(uri + ": " + e, e);
    }
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return CLIENT.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
