package io.rhumb.gateway.predict;

import org.jspecify.annotations.Nullable;

/**
 * A resource of Vertex AI as a message names it, of which the last part is what the client calls the model, as in a path.
 *
 * @param publisher of the model, if the name says so
 */
record ResourceName(@Nullable String publisher, String model) {

  /** The publisher's word, its name, the models' word, and the model. */
  private static final int PUBLISHED_PARTS = 4;

  /**
   * The two parts of a name that matter.
   *
   * @param field that has it
   * @param name as the message says; null: not at all
   */
  static ResourceName of(String field, @Nullable String name) throws RefusedException {
    String[] parts = name == null ? new String[0] : name.split("/", -1);
    if (parts.length == 0 || parts[parts.length - 1].isEmpty()) {
      throw new RefusedException(GatewayError.badRequest(
          field + ": missing (expected: a resource whose name ends in that of a model)"));
    }
    int publishers = parts.length - PUBLISHED_PARTS;
    boolean published = publishers >= 0 && parts[publishers].equals("publishers");
    return new ResourceName(published ? parts[publishers + 1] : null, parts[parts.length - 1]);
  }
}
