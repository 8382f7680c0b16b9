package io.rhumb.gateway.stub;

import java.util.List;

/**
 * The methods of Vertex's prediction service, which of its resources have them, and how far they reach.
 *
 * @see <a href="https://aiplatform.googleapis.com/$discovery/rest?version=v1">the discovery document</a>
 */
enum VertexMethod {
  /** Takes and answers Vertex's own JSON. */
  PREDICT(":predict", true, Resource.ENDPOINT, Resource.PUBLISHER_MODEL),
  /** Takes and answers whatever the model's server does, which here is the same JSON. */
  RAW_PREDICT(":rawPredict", true, Resource.ENDPOINT, Resource.PUBLISHER_MODEL),
  /** The same as a stream. */
  STREAM_RAW_PREDICT(":streamRawPredict", true, Resource.ENDPOINT, Resource.PUBLISHER_MODEL),
  /** Takes tensors, answers a stream of them. */
  SERVER_STREAMING_PREDICT(
      ":serverStreamingPredict", false, Resource.ENDPOINT, Resource.PUBLISHER_MODEL),
  /** Takes and answers tensors. */
  DIRECT_PREDICT(":directPredict", false, Resource.ENDPOINT),
  /** Takes and answers bytes. */
  DIRECT_RAW_PREDICT(":directRawPredict", false, Resource.ENDPOINT),
  /** A prediction with what led to it. */
  EXPLAIN(":explain", false, Resource.ENDPOINT),
  /** Text for a conversation. */
  GENERATE_CONTENT(":generateContent", false, Resource.ENDPOINT, Resource.PUBLISHER_MODEL),
  /** The same as a stream. */
  STREAM_GENERATE_CONTENT(
      ":streamGenerateContent", false, Resource.ENDPOINT, Resource.PUBLISHER_MODEL),
  /** How long a prompt is. */
  COUNT_TOKENS(":countTokens", false, Resource.ENDPOINT, Resource.PUBLISHER_MODEL),
  /** What a prompt is made of. */
  COMPUTE_TOKENS(":computeTokens", false, Resource.ENDPOINT, Resource.PUBLISHER_MODEL),
  /** The vector of a text. */
  EMBED_CONTENT(":embedContent", false, Resource.PUBLISHER_MODEL),
  /** Begins what takes long. */
  PREDICT_LONG_RUNNING(":predictLongRunning", false, Resource.ENDPOINT, Resource.PUBLISHER_MODEL),
  /** Asks what became of it. */
  FETCH_PREDICT_OPERATION(
      ":fetchPredictOperation", false, Resource.ENDPOINT, Resource.PUBLISHER_MODEL),
  /** OpenAI's chat. */
  CHAT_COMPLETIONS("/chat/completions", true, Resource.ENDPOINT, Resource.OPENAPI),
  /** OpenAI's older completions. */
  COMPLETIONS("/completions", false, Resource.OPENAPI),
  /** OpenAI's embeddings. */
  EMBEDDINGS("/embeddings", false, Resource.OPENAPI),
  /** OpenAI's responses. */
  RESPONSES("/responses", false, Resource.OPENAPI),
  /** Any path of the model's own server, which follows. */
  INVOKE("/invoke/", true, Resource.ENDPOINT, Resource.PUBLISHER_MODEL);

  private final String suffix;
  private final boolean overPrivate;
  private final boolean ofEndpoint;
  private final boolean ofPublisherModel;
  private final boolean ofOpenapi;

  VertexMethod(String suffix, boolean overPrivate, Resource... resources) {
    this.suffix = suffix;
    this.overPrivate = overPrivate;
    List<Resource> all = List.of(resources);
    this.ofEndpoint = all.contains(Resource.ENDPOINT);
    this.ofPublisherModel = all.contains(Resource.PUBLISHER_MODEL);
    this.ofOpenapi = all.contains(Resource.OPENAPI);
  }

  /** What follows the resource in the path. */
  String suffix() {
    return suffix;
  }

  boolean isOf(Resource resource) {
    return switch (resource) {
      case ENDPOINT -> ofEndpoint;
      case PUBLISHER_MODEL -> ofPublisherModel;
      case OPENAPI -> ofOpenapi;
    };
  }

  /**
   * Whether whoever comes in there may call it. Over Private Service Connect neither Explain nor tuned Gemini is
   * served.
   */
  boolean isServed(Resource resource, Entrance entrance) {
    return switch (entrance) {
      case PUBLIC -> true;
      case DEDICATED -> resource == Resource.ENDPOINT;
      case PRIVATE -> resource == Resource.ENDPOINT && overPrivate;
    };
  }
}
