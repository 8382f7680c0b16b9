package io.rhumb.gateway.management;

import io.rhumb.gateway.telemetry.DecisionLog;
import io.rhumb.gateway.telemetry.RequestRecord;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Predicate;

/**
 * {@code GET /decisions}: the last requests, the latest first, filtered by {@code request} (its id), {@code model}, {@code target} (one that was asked) and {@code outcome} (the
 * request's, or an attempt's); {@code limit} of them, 100 unless told otherwise.
 */
public final class DecisionsRoute implements OperatorRoute {

  private static final String REQUEST = "request";
  private static final String MODEL = "model";
  private static final String TARGET = "target";
  private static final String OUTCOME = "outcome";
  private static final String LIMIT = "limit";
  private static final List<String> KNOWN = List.of(REQUEST, MODEL, TARGET, OUTCOME, LIMIT);
  private static final int USUAL = 100;

  private final DecisionLog log;

  /** Reads a log. */
  public DecisionsRoute(DecisionLog log) {
    this.log = log;
  }

  @Override
  public void addTo(Router router) {
    router.get("/decisions").handler(this::answer);
  }

  private void answer(RoutingContext routing) {
    MultiMap asked = routing.queryParams();
    BadQuery.check(asked, KNOWN);
    int limit = BadQuery.count(asked, LIMIT, USUAL);
    JsonArray decisions = new JsonArray();
    log.last(0, wanted(asked), limit)
        .forEach(decision -> decisions.add(DecisionReport.of(decision)));
    routing.json(new JsonObject().put("count", log.count()).put("decisions", decisions));
  }

  private static Predicate<RequestRecord> wanted(MultiMap asked) {
    String id = asked.get(REQUEST);
    String model = asked.get(MODEL);
    String target = asked.get(TARGET);
    String outcome = asked.get(OUTCOME);
    return record -> (id == null || id.equals(record.id()))
        && (model == null || model.equals(record.model()))
        && (target == null || record.asked(target))
        && (outcome == null || record.hasOutcome(outcome));
  }
}
