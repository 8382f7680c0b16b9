package io.rhumb.strategy.builtin;

import io.rhumb.strategy.Step;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the step of a hedge says, and how {@link Hedged} knows it again when it is asked to confirm it: each reason of the other
 * strategy has one text of ours, and nobody else holds that very object, whatever words they use. A hedge around a hedge can so
 * tell its own steps from the inner one's.
 *
 * <p>Thread-safe. Nothing is locked or allocated for a reason that was seen before.
 */
final class HedgeReasons {

  /** A strategy has a handful of reasons. One that writes a new one for each request must not fill the memory. */
  private static final int MOST = 64;

  private static final String PREFIX = "hedge: ";

  /** Immutable. */
  private record Texts(Map<String, String> byReason, Set<String> ours) {

    static Texts of(String text) {
      return new Texts(Map.of(), identities(Set.of(text)));
    }

    boolean full() {
      return byReason.size() >= MOST;
    }

    Texts with(String reason) {
      if (byReason.containsKey(reason) || full()) {
        return this;
      }
      String text = PREFIX.concat(reason);
      Map<String, String> more = new HashMap<>(byReason);
      more.put(reason, text);
      Set<String> oursToo = identities(ours);
      oursToo.add(text);
      return new Texts(more, oursToo);
    }

    private static Set<String> identities(Set<String> of) {
      Set<String> identities = Collections.newSetFromMap(new IdentityHashMap<>());
      identities.addAll(of);
      return identities;
    }
  }

  private final String someReason = PREFIX.concat("next target");
  private volatile Texts texts = Texts.of(someReason);

  /** The text for a step that would have stood there anyway, for that reason. */
  String of(String reason) {
    Texts known = texts;
    String text = known.byReason().get(reason);
    return text != null ? text : known.full() ? someReason : learn(reason);
  }

  /** Whether the step got its reason here. */
  boolean mark(Step step) {
    return texts.ours().contains(step.reason());
  }

  /** Once per reason. */
  private synchronized String learn(String reason) {
    texts = texts.with(reason);
    return texts.byReason().getOrDefault(reason, someReason);
  }
}
