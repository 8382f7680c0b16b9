package io.rhumb.rehearsal.traffic;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Most of the load: the JDK's own HTTP client, which neither blocks a thread nor repeats a POST. */
final class HttpLoad implements Client {

  private static final Duration PATIENCE = Duration.ofSeconds(18);

  private final HttpClient client = HttpClient.newBuilder()
      .version(HttpClient.Version.HTTP_1_1)
      .connectTimeout(Duration.ofSeconds(2))
      .build();
  private final String base;

  HttpLoad(String base) {
    this.base = base;
  }

  @Override
  public String name() {
    return "load";
  }

  @Override
  public CompletionStage<Answer> ask(String model) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/predict/" + model))
        .timeout(PATIENCE)
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(Answer.QUESTION))
        .build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(HttpLoad::answer)
        .exceptionally(failure -> Answer.none(String.valueOf(failure.getMessage())));
  }

  private static Answer answer(HttpResponse<String> response) {
    HttpHeaders headers = response.headers();
    return Answer.of(
        response.statusCode(),
        headers.firstValue("x-rhumb-target").orElse(""),
        headers.firstValue("x-edge-gateway").orElse(""),
        response.body());
  }
}
