package io.rhumb.gateway.management;

import io.rhumb.engine.Target;
import io.rhumb.engine.TargetSet;
import io.rhumb.gateway.predict.Explanation;
import io.rhumb.gateway.predict.Models;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * {@code GET /explain}: what would become of a request now, without that anything is sent: each number that its strategy sees of each target,
 * the plan, and why. Parameters: {@code model} (the default model), {@code method} ({@code predict}), {@code strategy} and {@code regions} as
 * the client's headers would have them, and {@code header}, as often as needed, as {@code Name:value}.
 */
public final class ExplainRoute implements OperatorRoute {

  private static final String MODEL = "model";
  private static final String METHOD = "method";
  private static final String STRATEGY = "strategy";
  private static final String REGIONS = "regions";
  private static final String HEADER = "header";
  private static final List<String> KNOWN = List.of(MODEL, METHOD, STRATEGY, REGIONS, HEADER);

  private final Supplier<Models> models;
  private final LongSupplier clock;

  /**
   * Explains with the models in force.
   *
   * @param clock the one that requests go by
   */
  public ExplainRoute(Supplier<Models> models, LongSupplier clock) {
    this.models = models;
    this.clock = clock;
  }

  @Override
  public void addTo(Router router) {
    router.get("/explain").handler(this::answer);
  }

  private void answer(RoutingContext routing) {
    MultiMap asked = routing.queryParams();
    BadQuery.check(asked, KNOWN);
    String method = asked.get(METHOD);
    routing.json(
        report(explained(asked.get(MODEL), method == null ? "predict" : method, headers(asked))));
  }

  private Explanation explained(String model, String method, MultiMap headers) {
    try {
      return Explanation.of(models.get(), model, method, headers);
    } catch (IllegalArgumentException refused) {
      throw new BadQuery(String.valueOf(refused.getMessage()));
    }
  }

  private static MultiMap headers(MultiMap asked) {
    MultiMap headers = HttpHeaders.headers();
    for (String header : asked.getAll(HEADER)) {
      int colon = header.indexOf(':');
      if (colon < 1) {
        throw new BadQuery(HEADER + ": no name (expected: such as header=X-Tier:gold)");
      }
      String name = header.substring(0, colon).strip();
      String value = header.substring(colon + 1).strip();
      add(headers, name, value, HEADER, "a name and a value, such as X-Tier:gold");
    }
    if (asked.contains(STRATEGY)) {
      add(headers, "x-rhumb-strategy", asked.get(STRATEGY), STRATEGY, "no control characters");
    }
    if (asked.contains(REGIONS)) {
      add(headers, "x-rhumb-regions", asked.get(REGIONS), REGIONS, "no control characters");
    }
    return headers;
  }

  private static void add(
      MultiMap headers, String name, String value, String parameter, String expected) {
    try {
      headers.add(name, value);
    } catch (IllegalArgumentException refused) {
      throw new BadQuery(parameter + ": no client can send that (expected: " + expected + ")");
    }
  }

  private JsonObject report(Explanation explanation) {
    long now = clock.getAsLong();
    JsonArray targets = new JsonArray();
    TargetSet all = explanation.model().targets();
    for (int i = 0; i < all.size(); i++) {
      Target target = all.get(i);
      targets.add(TargetsReport.of(target)
          .put("admitsInMillis", DecisionReport.millis(target.untilAdmittedNanos(now)))
          .put("fencedOut", !explanation.allows(target)));
    }
    return new JsonObject()
        .put("model", explanation.model().name())
        .put("targets", targets)
        .put("plan", DecisionReport.of(explanation.plan()));
  }
}
