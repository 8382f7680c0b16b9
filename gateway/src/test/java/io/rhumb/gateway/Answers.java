package io.rhumb.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a client sees. */
final class Answers {

  private static final Pattern ATTEMPT =
      Pattern.compile("([^;, ]+);kind=([a-z]+);outcome=([a-z-]+);ms=\\d+");

  private Answers() {}

  /** The three predictions, whole, from that region. */
  static void assertPredictedBy(String region, HttpResponse<Buffer> answer) {
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
    JsonObject body = answer.bodyAsJsonObject();
    assertThat(body.getJsonArray("predictions").encode()).isEqualTo("[1.0,2.0,3.0]");
    assertThat(body.getString("model")).contains("/locations/" + region + "/");
    assertThat(answer.getHeader("x-rhumb-target")).isEqualTo(region);
    assertThat(answer.getHeader("x-request-id")).isNotBlank();
  }

  /** An error that the gateway made, in the platform's envelope. */
  static void assertGatewayError(int code, String status, HttpResponse<Buffer> answer) {
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(code);
    JsonObject error = answer.bodyAsJsonObject().getJsonObject("error");
    assertThat(error.getInteger("code")).isEqualTo(code);
    assertThat(error.getString("status")).isEqualTo(status);
    assertThat(error.getString("message")).isNotBlank();
    assertThat(error.getJsonArray("details")).isNotNull();
    assertThat(answer.getHeader("x-rhumb-target")).isEqualTo("none");
    assertThat(answer.getHeader("x-request-id")).isNotBlank();
  }

  /** Each attempt as {@code us-central1 primary success}. */
  static List<String> attempts(HttpResponse<Buffer> answer) {
    List<String> attempts = new ArrayList<>();
    String header = answer.getHeader("x-rhumb-attempts");
    Matcher matcher = ATTEMPT.matcher(header);
    while (matcher.find()) {
      attempts.add(matcher.group(1) + " " + matcher.group(2) + " " + matcher.group(3));
    }
    assertThat(header.isEmpty() ? 0 : header.split(",", -1).length).isEqualTo(attempts.size());
    return attempts;
  }
}
