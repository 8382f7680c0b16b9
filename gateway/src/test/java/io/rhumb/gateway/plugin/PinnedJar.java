package io.rhumb.gateway.plugin;

import java.nio.file.Path;

/**
 * A strategy jar that sends every request to one target. It leaves a weak reference to its class loader among the system
 * properties, as {@code rhumb.test.loader.TARGET}, and the number of its strategies that are not closed, as {@code
 * rhumb.test.open.TARGET}.
 */
public final class PinnedJar {

  private static final String SOURCE =
      """
      package com.example;

      import io.rhumb.strategy.*;
      import java.lang.ref.WeakReference;
      import java.util.ArrayList;
      import java.util.List;

      public final class Pinned implements RoutingStrategyProvider {
        public String name() {
          return "NAME";
        }

        public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
          System.getProperties()
              .put("rhumb.test.loader.TARGET", new WeakReference<>(Pinned.class.getClassLoader()));
          CREATE
          count(1);
          return new Strategy();
        }

        static void count(int more) {
          System.getProperties()
              .merge("rhumb.test.open.TARGET", more, (a, b) -> (Integer) a + (Integer) b);
        }

        private static final class Strategy implements RoutingStrategy {
          public RoutePlan plan(RouteRequest request, TargetsView targets) {
            PLAN
            List<Step> steps = new ArrayList<>();
            steps.add(Step.immediately("TARGET", "pinned"));
            for (int i = 0; i < targets.size(); i++) {
              if (!targets.get(i).id().equals("TARGET")) {
                steps.add(Step.onFailure(targets.get(i).id(), "not pinned"));
              }
            }
            return new RoutePlan(steps);
          }

          public void onAttempt(AttemptRecord record) {
            // A class that is needed late: it must still be there for requests in flight.
            Late.note(record);
          }

          public void close() {
            count(-1);
          }
        }

        private static final class Late {
          static void note(AttemptRecord record) {
            record.target();
          }
        }
      }
      """;

  private String name = "pinned";
  private String create = "";
  private String plan = "";

  /** The name of the strategy, {@code pinned} if not given. */
  public PinnedJar name(String other) {
    name = other;
    return this;
  }

  /** Statements that run in {@code create}. */
  public PinnedJar create(String statements) {
    create = statements;
    return this;
  }

  /** Statements that run in {@code plan}. */
  public PinnedJar plan(String statements) {
    plan = statements;
    return this;
  }

  /** A jar that pins this target. */
  public JarBuilder to(String target) {
    String source = SOURCE
        .replace("TARGET", target)
        .replace("NAME", name)
        .replace("CREATE", create)
        .replace("PLAN", plan);
    return new JarBuilder().source("com.example.Pinned", source).providers("com.example.Pinned");
  }

  /** Writes it. */
  public Path write(Path file, String target) {
    return to(target).write(file);
  }
}
