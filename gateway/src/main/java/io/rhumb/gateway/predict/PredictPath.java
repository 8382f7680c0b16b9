package io.rhumb.gateway.predict;

import org.jspecify.annotations.Nullable;

/**
 * Which model and method a path asks for. Matched by hand: the verb follows a literal colon, which in a router's pattern would begin
 * a parameter.
 *
 * @param model the model's name; null: the default model
 * @param method the Vertex AI method
 */
record PredictPath(@Nullable String model, String method) {

  private static final String PREDICT = "predict";
  private static final String SHORT_PREFIX = "/predict/";
  private static final String MODELS_PREFIX = "/v1/models/";
  /** The colon as it is, and as a client, or Cloud Run on its way in, may have escaped it. */
  private static final String[] VERBS = {":predict", "%3Apredict", "%3apredict"};

  private static final PredictPath DEFAULT = new PredictPath(null, PREDICT);

  /** Every form, for the message of a 404. */
  static final String FORMS = "/, /predict, /predict/{model}, /v1/models/{model}:predict";

  /** What the path asks for, or null if it is none of the predict API. */
  static @Nullable PredictPath match(String path) {
    if (path.equals("/predict") || path.equals("/")) {
      return DEFAULT;
    }
    if (path.startsWith(SHORT_PREFIX)) {
      return of(path, SHORT_PREFIX.length(), path.length());
    }
    if (path.startsWith(MODELS_PREFIX)) {
      return of(path, MODELS_PREFIX.length(), startOfVerb(path));
    }
    return null;
  }

  private static int startOfVerb(String path) {
    for (String verb : VERBS) {
      if (path.endsWith(verb)) {
        return path.length() - verb.length();
      }
    }
    return -1;
  }

  private static @Nullable PredictPath of(String path, int from, int to) {
    if (from >= to) {
      return null;
    }
    String model = path.substring(from, to);
    return model.indexOf('/') < 0 ? new PredictPath(model, PREDICT) : null;
  }
}
