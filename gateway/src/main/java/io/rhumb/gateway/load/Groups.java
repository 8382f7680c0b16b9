package io.rhumb.gateway.load;

import java.util.LinkedHashMap;
import java.util.Map;

/** Times by a word that a server may choose: those after the first few share one. One thread. */
final class Groups {

  /** More than there are regions of Vertex AI; a guess at what a person still reads. */
  private static final int MOST = 50;

  private static final String OTHERS = "(others)";

  private final Map<String, Times> groups = new LinkedHashMap<>();

  void add(String word, long nanos) {
    String group = groups.size() < MOST || groups.containsKey(word) ? word : OTHERS;
    groups.computeIfAbsent(group, key -> new Times()).add(nanos);
  }

  void clear() {
    groups.clear();
  }

  /** By each word, in the order of their first appearance. */
  Map<String, Spread> spreads() {
    Map<String, Spread> spreads = new LinkedHashMap<>();
    groups.forEach((word, times) -> spreads.put(word, times.spread()));
    return spreads;
  }
}
