package io.rhumb.gateway.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * The known key, or word of the command line, that was probably meant: the one at the least optimal string alignment distance (insertions, deletions,
 * substitutions and swaps of neighbours count one each), if that is at most a third of its length.
 */
public final class NearestKey {

  /** Longer than any key with any slip of the hand; bounds the work. */
  private static final int LONGEST = 128;

  private NearestKey() {}

  /**
   * Finds it.
   *
   * @return empty if none is near
   */
  public static Optional<String> of(String written, Collection<String> known) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    String plain = plain(written);
    return known.stream()
        .filter(key -> distance(plain, plain(key)) <= Math.max(1, key.length() / 3))
        .min(Comparator.comparingInt(key -> distance(plain, plain(key))));
  }

  /** {@code maxRequest} and {@code max_request} are {@code max-request}. */
  private static String plain(String key) {
    return key.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
  }

  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    int substituted = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(substituted, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
