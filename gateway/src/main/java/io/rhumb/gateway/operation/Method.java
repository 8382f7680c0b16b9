package io.rhumb.gateway.operation;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with a model. A bounded set, so that metrics and caches by method are bounded too. Whether a resource of Vertex AI has a
 * method is for Vertex AI to say.
 *
 * @see <a href="https://aiplatform.googleapis.com/$discovery/rest?version=v1">the discovery document</a>
 */
public enum Method {
  /** A prediction. */
  PREDICT(Form.VERB, "predict"),
  /** A prediction in the model server's own format. */
  RAW_PREDICT(Form.VERB, "rawPredict"),
  /** The same, as a stream. */
  STREAM_RAW_PREDICT(Form.VERB, "streamRawPredict"),
  /** A prediction on tensors, as a stream. */
  SERVER_STREAMING_PREDICT(Form.VERB, "serverStreamingPredict"),
  /** A prediction on tensors. */
  DIRECT_PREDICT(Form.VERB, "directPredict"),
  /** A prediction on bytes. */
  DIRECT_RAW_PREDICT(Form.VERB, "directRawPredict"),
  /** A prediction with what led to it. */
  EXPLAIN(Form.VERB, "explain"),
  /** Gemini's answer. */
  GENERATE_CONTENT(Form.VERB, "generateContent"),
  /** The same, as a stream. */
  STREAM_GENERATE_CONTENT(Form.VERB, "streamGenerateContent"),
  /** How long a prompt is. */
  COUNT_TOKENS(Form.VERB, "countTokens"),
  /** What a prompt is made of. */
  COMPUTE_TOKENS(Form.VERB, "computeTokens"),
  /** The vector of a text. */
  EMBED_CONTENT(Form.VERB, "embedContent"),
  /** Begins what takes long; the region that took it has it. */
  PREDICT_LONG_RUNNING(Form.VERB, "predictLongRunning"),
  /** Asks what became of it. */
  FETCH_PREDICT_OPERATION(Form.VERB, "fetchPredictOperation"),
  /** OpenAI's chat. */
  CHAT_COMPLETIONS(Form.OPENAI, "chat/completions"),
  /** OpenAI's older completions. */
  COMPLETIONS(Form.OPENAI, "completions"),
  /** OpenAI's embeddings. */
  EMBEDDINGS(Form.OPENAI, "embeddings"),
  /** OpenAI's responses. */
  RESPONSES(Form.OPENAI, "responses"),
  /** Any path of the model's own server. */
  INVOKE(Form.INVOKE, "invoke"),
  /** Any path of the server of one deployed model. */
  INVOKE_DEPLOYED(Form.INVOKE_DEPLOYED, "invoke");

  /** How a method stands in a path. */
  enum Form {
    /** {@code {resource}:{verb}}. */
    VERB,
    /** {@code {resource}/{tail}}; the body names a model. */
    OPENAI,
    /** {@code {resource}/invoke/{tail}}. */
    INVOKE,
    /** {@code {resource}/deployedModels/{id}/invoke/{tail}}. */
    INVOKE_DEPLOYED
  }

  private static final Map<String, Method> VERBS = of(Form.VERB);
  private static final Map<String, Method> OPENAI = of(Form.OPENAI);

  private final Form form;
  private final String word;

  Method(Form form, String word) {
    this.form = form;
    this.word = word;
  }

  /** Its word in a path, and for strategies and metrics. */
  public String word() {
    return word;
  }

  /** How it stands in a path. */
  Form form() {
    return form;
  }

  /** Whether it answers a stream, whatever the body says. */
  public boolean streams() {
    return this == STREAM_RAW_PREDICT
        || this == SERVER_STREAMING_PREDICT
        || this == STREAM_GENERATE_CONTENT;
  }

  /** Whether it answers a stream to those who ask for one, if only in the body. */
  public boolean mayStream() {
    return streams()
        || form == Form.INVOKE
        || form == Form.INVOKE_DEPLOYED
        || (openAi() && this != EMBEDDINGS);
  }

  /** Whether it is one of OpenAI's, whose bodies name a model. */
  public boolean openAi() {
    return form == Form.OPENAI;
  }

  /** The method of that verb, or null if there is none. */
  static @Nullable Method ofVerb(String verb) {
    return VERBS.get(verb);
  }

  /** OpenAI's method of that path, which begins without a slash, or null if there is none. */
  static @Nullable Method ofOpenAi(String path) {
    return OPENAI.get(path);
  }

  /** Every verb, for messages. */
  static String verbs() {
    return Arrays.stream(values())
        .filter(method -> method.form == Form.VERB)
        .map(Method::word)
        .collect(Collectors.joining(", "));
  }

  private static Map<String, Method> of(Form form) {
    return Arrays.stream(values())
        .filter(method -> method.form == form)
        .collect(Collectors.toUnmodifiableMap(Method::word, Function.identity()));
  }
}
