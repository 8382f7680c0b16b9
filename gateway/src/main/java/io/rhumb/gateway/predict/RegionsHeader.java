package io.rhumb.gateway.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The regions that a client allows for one request: {@code x-rhumb-regions: europe-west1, europe-west4}. Several lines count as one.
 * Taken strictly, since a region that was misread would be one the client did not allow.
 */
final class RegionsHeader {

  static final String NAME = "x-rhumb-regions";

  private static final Pattern REGION = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private RegionsHeader() {}

  /**
   * The regions.
   *
   * @param lines the values of all lines
   * @return null if that is no list of regions
   */
  static @Nullable List<String> parse(List<String> lines) {
    List<String> regions = new ArrayList<>();
    for (String line : lines) {
      for (String item : line.split(",", -1)) {
        String region = item.strip();
        if (!REGION.matcher(region).matches()) {
          return null;
        }
        regions.add(region);
      }
    }
    return regions;
  }
}
