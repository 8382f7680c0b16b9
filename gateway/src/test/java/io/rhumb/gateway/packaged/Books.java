package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a region has counted beside what the answers tell of their attempts there. The two are the same but for attempts that were cancelled,
 * which race with what the region does.
 *
 * <p>One that lost to another is cancelled whatever it has come to by then: the region may have seen nothing of it yet; have begun, and
 * count it as cancelled; or have answered just before it heard of that. So of each thing that a region counts there are as many as the
 * answers tell of, and perhaps some more; and of these further ones there are in all no more than attempts that lost.
 *
 * <p>One whose time was up was seen, but on a busy machine the answer may have been on its way: then the region counts that, and one cancelled the less.
 *
 * @param counted by the region, in words of its own
 * @param told by the answers, in the same words, without what lost
 * @param lost attempts that lost a race
 * @param late attempts whose time was up, or whose stream stalled; told as cancelled
 */
record Books(Map<String, Long> counted, Map<String, Long> told, long lost, long late) {

  private static final String REQUESTS = "requests";
  private static final String CANCELLED = "cancelled";
  private static final Set<String> LOSSES = Set.of("lost", "lost-extra");
  private static final Map<String, String> WORDS = Map.of(
      "success", "200",
      "internal-error", "500",
      "unavailable", "503",
      "throttled", "429",
      "connection-lost", "broken",
      "stream-cut", "broken",
      "timeout", CANCELLED,
      "stream-stalled", CANCELLED);

  static Books of(StubProcess stub, Tally tally) {
    String region = stub.endpoint().region() + " ";
    Map<String, Long> told = new TreeMap<>();
    long lost = 0;
    for (Map.Entry<String, Long> attempts : tally.attempts().entrySet()) {
      if (attempts.getKey().startsWith(region)) {
        String outcome = attempts.getKey().substring(region.length());
        if (LOSSES.contains(outcome)) {
          lost += attempts.getValue();
        } else {
          told.merge(WORDS.getOrDefault(outcome, outcome), attempts.getValue(), Long::sum);
          told.merge(REQUESTS, attempts.getValue(), Long::sum);
        }
      }
    }
    long late = told.getOrDefault(CANCELLED, 0L);
    return new Books(counted(stub.counters()), told, lost, late);
  }

  private static Map<String, Long> counted(JsonObject counters) {
    Map<String, Long> counted = new TreeMap<>();
    JsonObject answered = counters.getJsonObject("answered");
    answered.forEach(entry -> counted.put(entry.getKey(), answered.getLong(entry.getKey())));
    for (String word : List.of("broken", CANCELLED, REQUESTS)) {
      counted.put(word, counters.getLong(word));
    }
    return counted;
  }

  /** How many more of each the region has counted than the answers tell of; only what differs. */
  Map<String, Long> more() {
    Map<String, Long> more = new TreeMap<>(counted);
    told.forEach((word, count) -> more.merge(word, -count, Long::sum));
    more.values().removeIf(count -> count == 0);
    return more;
  }

  void assertAgree() {
    Map<String, Long> more = more();
    long requests = more.getOrDefault(REQUESTS, 0L);
    more.forEach((word, count) -> assertThat(count)
        .as("%s: %s", word, this)
        .isGreaterThanOrEqualTo(word.equals(CANCELLED) ? -late : 0));
    assertThat(requests).as(toString()).isLessThanOrEqualTo(lost);
    assertThat(more.values().stream().mapToLong(Long::longValue).sum())
        .as("every request has ended in one way: %s", this)
        .isEqualTo(2 * requests);
  }
}
