package io.rhumb.gateway.console;

import io.rhumb.gateway.management.DecisionReport;
import io.rhumb.gateway.predict.Model;
import io.rhumb.gateway.telemetry.Decision;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tells whoever watches how things stand: everything in a first event {@code hello}, then {@code state} twice a second, and {@code decisions},
 * twenty a second at the most and how many were left out. A state is a heart-beat too. While nobody watches it does next to nothing.
 */
public final class ConsoleFeed extends VerticleBase {

  private static final long TICK_MILLIS = 500;
  /** A browser for everybody who is on call, and some forgotten tabs: it bounds the memory that they take too. A guess. */
  static final int MOST_WATCHERS = 32;

  private static final int MOST_DECISIONS = 10;
  private static final int FIRST_DECISIONS = 100;

  private final Scene scene;
  private final Standings standings = new Standings();
  private final Set<Watcher> watchers = new LinkedHashSet<>();
  /** Numbers of one start mean nothing to the next. */
  private final String instance = Long.toString(ThreadLocalRandom.current().nextLong() >>> 1, 36);

  private long told;

  /** A feed about to be deployed, once. */
  public ConsoleFeed(Scene scene) {
    this.scene = scene;
  }

  @Override
  public Future<?> start() {
    standings.look(scene.models().get(), scene.clock().getAsLong());
    vertx.setPeriodic(TICK_MILLIS, timer -> tick());
    return Future.succeededFuture();
  }

  /** Ends every stream: they would hold up the stop of the ports. */
  @Override
  public Future<?> stop() {
    watchers.forEach(Watcher::end);
    watchers.clear();
    return Future.succeededFuture();
  }

  /** Takes somebody in, or turns them away if there are too many. Once deployed; thread-safe. */
  void join(Watcher watcher) {
    context.runOnContext(v -> {
      if (watchers.size() >= MOST_WATCHERS) {
        watcher.turnAway();
      } else {
        if (watchers.isEmpty()) {
          told = scene.decisions().count();
        }
        watchers.add(watcher);
        watcher.welcome(hello(watcher).appendBuffer(state(watcher.inside())));
      }
    });
  }

  /** Forgets somebody who is gone. Once deployed; thread-safe. */
  void leave(Watcher watcher) {
    context.runOnContext(v -> watchers.remove(watcher));
  }

  private void tick() {
    standings.look(scene.models().get(), scene.clock().getAsLong());
    if (watchers.isEmpty()) {
      told = scene.decisions().count();
      return;
    }
    Buffer news = decisions();
    Buffer inside = state(true).appendBuffer(news);
    Buffer outside = state(false).appendBuffer(news);
    watchers.forEach(watcher -> watcher.tell(watcher.inside() ? inside : outside));
  }

  private Buffer state(boolean inside) {
    long now = scene.clock().getAsLong();
    JsonObject state = StateReport.of(scene, looks(now), now);
    if (inside) {
      scene.more().get().ifPresent(more -> state.put("demo", more));
    }
    return event("state", state);
  }

  private Buffer decisions() {
    long count = scene.decisions().count();
    List<Decision> last = scene.decisions().last(told, record -> true, MOST_DECISIONS);
    long leftOut = count - told - last.size();
    told = count;
    return last.isEmpty()
        ? Buffer.buffer()
        : event(
            "decisions",
            new JsonObject().put("decisions", reports(last)).put("leftOut", Math.max(0, leftOut)));
  }

  private Buffer hello(Watcher watcher) {
    long now = scene.clock().getAsLong();
    long from = from(watcher);
    List<Decision> last = scene.decisions().last(from, record -> true, FIRST_DECISIONS);
    return event(
        "hello",
        new JsonObject()
            .put("resumed", from > 0)
            .put("sliceSeconds", Slice.SECONDS)
            .put("slices", Traffic.SLICES)
            .put("columns", HistoryReport.columns())
            .put("history", HistoryReport.of(looks(now)))
            .put("decisions", reports(last))
            .put("leftOut", Math.max(0, scene.decisions().count() - from - last.size())));
  }

  /** The first decision that a watcher who comes back has not seen; 0 for who is new. */
  private long from(Watcher watcher) {
    String id = watcher.lastEventId();
    String prefix = instance + "-";
    if (id == null || !id.startsWith(prefix) || !id.matches("\\w+-\\d{1,18}")) {
      return 0;
    }
    return Long.parseLong(id.substring(prefix.length()));
  }

  private List<Look> looks(long now) {
    List<Look> looks = new ArrayList<>();
    for (Model model : scene.models().get().all()) {
      looks.add(Look.at(model, scene.traffic().of(model.name()), standings, now));
    }
    return looks;
  }

  private Buffer event(String name, JsonObject data) {
    return ServerSentEvent.of(name, instance + "-" + told, data);
  }

  /** The earliest first, as they happened. */
  private static JsonArray reports(List<Decision> latestFirst) {
    List<Decision> ordered = new ArrayList<>(latestFirst);
    Collections.reverse(ordered);
    JsonArray reports = new JsonArray();
    ordered.forEach(decision -> reports.add(DecisionReport.of(decision)));
    return reports;
  }
}
