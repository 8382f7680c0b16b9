package io.rhumb.gateway.doctor;

import io.rhumb.gateway.config.Resource;
import io.rhumb.gateway.upstream.UpstreamAnswer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an answer to a prediction says. Of the answer itself no more is shown than the platform's own word for an error.
 */
final class Reading {

  /** Vertex AI says so, with a 429, for a model that is scaled to zero. */
  private static final String NOT_READY = "Model is not yet ready for inference";

  private Reading() {}

  static Finding of(Subject subject, UpstreamAnswer answer, long nanos) {
    int status = answer.status();
    boolean vertex = !(subject.target().resource() instanceof Resource.UrlPath);
    AnswerBody body = AnswerBody.of(answer.body());
    if (status >= 200 && status < 300) {
      return vertex && !body.isObject()
          ? failed(status, ", but no JSON: Vertex AI would not answer so", Sign.FOREIGN, nanos)
          : Finding.ok(Step.PREDICT, nanos, status + ", " + answer.body().length() + " bytes");
    }
    Sign sign = foreign(vertex, status, body) ? Sign.FOREIGN : sign(status, body.message());
    return failed(status, words(body), sign, nanos).with(Map.of("status", status + ""));
  }

  private static Finding failed(int status, String text, @Nullable Sign sign, long nanos) {
    return Finding.failed(Step.PREDICT, nanos, status + text, sign);
  }

  /** A model's own server may answer as it likes, but it answers neither for permissions nor for paths. */
  private static boolean foreign(boolean vertex, int status, AnswerBody body) {
    boolean platform = status < 400 || (status >= 401 && status <= 407) || status == 421;
    return body.isPage() || status < 400 || (vertex && platform && !body.isEnvelope());
  }

  private static Sign sign(int status, String message) {
    return switch (status) {
      case 401 -> Sign.UNAUTHENTICATED;
      case 403 -> Sign.FORBIDDEN;
      case 404 -> Sign.NOT_FOUND;
      case 429 -> message.contains(NOT_READY) ? Sign.NOT_READY : Sign.THROTTLED;
      default -> status >= 500 ? Sign.ILL : Sign.REJECTED;
    };
  }

  private static String words(AnswerBody body) {
    if (body.isEnvelope()) {
      return " " + body.code() + ": " + body.message();
    }
    return body.isPage()
        ? ", with a page of HTML"
        : ", without the error envelope of Google's APIs";
  }
}
