package io.rhumb.strategy;

import java.util.Optional;

/** What a strategy may know of the request that it plans. Valid only during {@link RoutingStrategy#plan}. */
public interface RouteRequest {

  /**
   * The logical name of the model that is asked for.
   *
   * @return the name, as in the configuration
   */
  String model();

  /**
   * What is asked of the model: a method of Vertex AI, such as {@code predict}, or a path of OpenAI's, such as {@code chat/completions}.
   *
   * @return the method without the colon, or the path without the slash before it; {@code invoke} for whatever follows that
   */
  String method();

  /**
   * The first value of a request header. Credentials ({@code authorization}, {@code cookie} and the like) are never shown.
   *
   * @param name the header's name, in any case
   * @return its value, or empty if the request has no such header
   */
  Optional<String> header(String name);

  /**
   * How the body begins: for strategies that send like to like. The body is bytes to the gateway, whatever it means to the model.
   *
   * @param most the number of bytes that are wanted, zero or more
   * @return a copy of so many, or of all if there are fewer. The default has none
   */
  default byte[] bodyStart(int most) {
    return new byte[0];
  }

  /**
   * The time in which the client must have its answer.
   *
   * @return nanoseconds from now, positive
   */
  long timeLeftNanos();
}
