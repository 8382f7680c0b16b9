package io.rhumb.gateway.config;

import java.util.List;
import java.util.regex.Pattern;

/**
 * An API key by its hashes: several, while it is rotated. Where they come from a file, two are equal only if the files hold the same, so
 * a file that changed is another key.
 *
 * @param id its name in metrics and messages
 * @param hashes SHA-256 of each text that is accepted, in 64 lower-case hexadecimal digits; at least one
 * @param models what it may call; empty: every model
 * @param regions those that may see the data of its requests; empty: as the model has it
 * @param operator whether who has it may read what operators read
 */
public record ApiKeyConfig(
    String id, List<String> hashes, List<String> models, List<String> regions, boolean operator) {

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /**
   * Copies the lists and refuses what cannot be.
   *
   * @throws IllegalArgumentException if there is no hash, or something else in its place, which no message shows
   */
  public ApiKeyConfig {
    Values.checkText("id", id);
    hashes = List.copyOf(hashes);
    models = List.copyOf(models);
    regions = List.copyOf(regions);
    Values.check(!hashes.isEmpty(), "hashes", hashes, "at least one");
    hashes.forEach(hash -> Values.check(isHash(hash), "hashes", "…", "64 hexadecimal digits"));
  }

  /** A key of somebody who is no operator. */
  public ApiKeyConfig(String id, List<String> hashes, List<String> models, List<String> regions) {
    this(id, hashes, models, regions, false);
  }

  static boolean isHash(String text) {
    return HASH.matcher(text).matches();
  }

  @Override
  public String toString() {
    return "key " + id;
  }
}
