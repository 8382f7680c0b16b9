package io.rhumb.gateway.console;

import io.rhumb.engine.Target;
import io.rhumb.gateway.predict.Model;
import java.util.ArrayList;
import java.util.List;

/**
 * One model at one moment.
 *
 * @param model which
 * @param requests what clients saw
 * @param targets in the order of the configuration
 * @param nowNanos the moment
 */
record Look(Model model, Traffic requests, List<AtTarget> targets, long nowNanos) {

  /**
   * One target at that moment.
   *
   * @param target which
   * @param standing whether it takes requests, and since when
   * @param traffic what it saw
   */
  record AtTarget(Target target, Standings.Standing standing, Traffic traffic) {

    String id() {
      return target.id();
    }
  }

  static Look at(Model model, ModelTraffic traffic, Standings standings, long nowNanos) {
    List<AtTarget> targets = new ArrayList<>();
    for (int i = 0; i < model.targets().size(); i++) {
      Target target = model.targets().get(i);
      targets.add(new AtTarget(target, standings.of(target, nowNanos), traffic.at(target.id())));
    }
    return new Look(model, traffic.requests(), targets, nowNanos);
  }

  String name() {
    return model.name();
  }

  /** What clients saw in the last seconds. */
  int recent(Count what) {
    return requests.recent(what, nowNanos);
  }

  /** What a target saw in the last seconds. */
  int recent(AtTarget at, Count what) {
    return at.traffic().recent(what, nowNanos);
  }

  /** Over how many seconds that was. */
  double recentSeconds() {
    double inSlice = nowNanos / 1e9 % Slice.SECONDS;
    return Slice.SECONDS + inSlice;
  }
}
