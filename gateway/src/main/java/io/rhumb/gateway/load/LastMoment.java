package io.rhumb.gateway.load;

import java.util.LinkedHashMap;
import java.util.Map;

/** What ended since somebody looked last. One thread. */
final class LastMoment {

  private final Times latency = new Times();
  private final Groups targets = new Groups();

  void record(Shot shot) {
    if (shot.ending().kind() != Ending.Kind.ANSWERED) {
      return;
    }
    if (shot.ending().good()) {
      latency.add(shot.latencyNanos());
    }
    if (!shot.said().target().isEmpty()) {
      targets.add(shot.said().target(), shot.latencyNanos());
    }
  }

  /** Shows it, and begins anew. */
  Progress.Moment take() {
    Map<String, Long> answers = new LinkedHashMap<>();
    targets.spreads().forEach((target, spread) -> answers.put(target, spread.count()));
    Progress.Moment moment = new Progress.Moment(latency.spread(), answers);
    latency.reset();
    targets.clear();
    return moment;
  }
}
