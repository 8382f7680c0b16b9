package io.rhumb.gateway.config;

import io.rhumb.strategy.StrategySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one model. */
final class ModelReader {

  private static final Duration LEAST = Duration.ofMillis(1);

  /** Cloud Run's own limit. */
  private static final Duration MOST = Duration.ofHours(1);

  private static final String TARGETS = "a list of 1 to " + ModelConfig.MOST_TARGETS + " targets";

  private final Problems problems;
  private final TargetReader targets;
  private final Duration idleTimeout;

  ModelReader(Problems problems, TargetReader targets, Duration idleTimeout) {
    this.problems = problems;
    this.targets = targets;
    this.idleTimeout = idleTimeout;
  }

  /** The model; empty, with problems, if anything is wrong with it. */
  Optional<ModelConfig> read(String name, ConfigNode node) {
    int before = problems.count();
    Names.model().read(new ConfigNode.Scalar(node.path(), node.line(), name, true), problems);
    return Section.of(node, Keys.IN_MODEL, problems)
        .flatMap(section -> read(name, section, before));
  }

  private Optional<ModelConfig> read(String name, Section section, int before) {
    StrategySpec strategy = strategy(section);
    Map<String, StrategySpec> choices = choices(section);
    Duration timeout = timeout(section);
    Duration attemptTimeout = attemptTimeout(section, timeout);
    int attempts = section.read(Keys.ATTEMPTS, Quantities.integer(1, ModelConfig.MOST_ATTEMPTS));
    BudgetConfig budget = budget(section.section(Keys.BUDGET, Keys.IN_BUDGET));
    boolean idempotent = section.read(Keys.IDEMPOTENT, Quantities.flag());
    boolean failoverOn404 = section.read(Keys.FAILOVER_ON_404, Quantities.flag());
    StreamConfig stream = stream(section.section(Keys.STREAM, Keys.IN_STREAM));
    ResidencyConfig residency = new ResidencyReader(problems).read(section);
    List<TargetConfig> read = targets(section, residency);
    return problems.count() > before
        ? Optional.empty()
        : Optional.of(new ModelConfig(
            name,
            strategy,
            choices,
            timeout,
            attemptTimeout,
            attempts,
            failoverOn404,
            read,
            budget,
            residency,
            stream,
            idempotent));
  }

  private static BudgetConfig budget(Section section) {
    return new BudgetConfig(
        section.read(Keys.EXTRA, Quantities.share(BudgetConfig.LEAST_EXTRA, 1)),
        section.read(Keys.BESIDE, Quantities.share(0, 1)));
  }

  /** While a stream stalls its client's connection is silent. The default gives way to a shorter bound on that. */
  private StreamConfig stream(Section section) {
    Duration stall = section.node(Keys.STALL_TIMEOUT).isPresent()
        ? belowIdleTimeout(section, Keys.STALL_TIMEOUT)
        : Collections.min(List.of(StreamConfig.DEFAULT.stallTimeout(), idleTimeout));
    long hold = section.read(Keys.HOLD, Quantities.size(0, StreamConfig.MOST_HELD));
    return new StreamConfig(stall, hold);
  }

  private StrategySpec strategy(Section section) {
    return section
        .nodeOrDefault(Keys.STRATEGY, "")
        .map(new StrategyReader(problems)::read)
        .orElseThrow();
  }

  private Map<String, StrategySpec> choices(Section section) {
    ConfigNode node = section.node(Keys.STRATEGY_CHOICES).orElse(null);
    Map<String, StrategySpec> choices = new LinkedHashMap<>();
    if (node instanceof ConfigNode.Entries map) {
      map.entries().forEach((name, spec) -> {
        Names.choice().read(new ConfigNode.Scalar(spec.path(), spec.line(), name, true), problems);
        choices.put(name, new StrategyReader(problems).read(spec));
      });
    } else if (node != null) {
      problems.invalid(node, "a map of strategies by the name that clients send");
    }
    return choices;
  }

  /** While a client waits for its answer its connection is silent. */
  private Duration timeout(Section section) {
    return belowIdleTimeout(section, Keys.TIMEOUT);
  }

  private Duration belowIdleTimeout(Section section, Key key) {
    int before = problems.count();
    Duration silence = section.read(key, Quantities.duration(LEAST, MOST));
    if (problems.count() == before && silence.compareTo(idleTimeout) >= 0) {
      section
          .nodeOrDefault(key, "")
          .ifPresent(node -> problems.invalid(
              node, "less than server.idle-timeout, " + Durations.format(idleTimeout)));
    }
    return silence;
  }

  /** The default gives way to a shorter timeout; what is written must not contradict it. */
  private Duration attemptTimeout(Section section, Duration timeout) {
    int before = problems.count();
    Duration attempt = section.read(Keys.ATTEMPT_TIMEOUT, Quantities.duration(LEAST, MOST));
    if (attempt.compareTo(timeout) <= 0) {
      return attempt;
    }
    boolean sound = problems.count() == before;
    section
        .node(Keys.ATTEMPT_TIMEOUT)
        .filter(node -> sound)
        .ifPresent(
            node -> problems.invalid(node, "at most the timeout, " + Durations.format(timeout)));
    return timeout;
  }

  private List<TargetConfig> targets(Section section, ResidencyConfig residency) {
    List<TargetConfig> read = new ArrayList<>();
    Map<String, ConfigNode> ids = new HashMap<>();
    for (ConfigNode item : items(section)) {
      targets.read(item).ifPresent(target -> {
        read.add(target);
        new ResidencyReader(problems).refuseOutside(residency, item, target);
        refuseDuplicate(target.id(), item, ids.putIfAbsent(target.id(), item));
      });
    }
    return read;
  }

  private List<ConfigNode> items(Section section) {
    ConfigNode node = section.nodeOrDefault(Keys.TARGETS, TARGETS).orElse(null);
    if (node instanceof ConfigNode.Items list
        && !list.items().isEmpty()
        && list.items().size() <= ModelConfig.MOST_TARGETS) {
      return list.items();
    }
    if (node != null) {
      problems.invalid(node, TARGETS);
    }
    return List.of();
  }

  private void refuseDuplicate(String id, ConfigNode item, @Nullable ConfigNode first) {
    if (first != null) {
      problems.add(
          item.line(),
          item.path() + ".id",
          id + " (expected: another id than that of " + first.path() + ")");
    }
  }
}
