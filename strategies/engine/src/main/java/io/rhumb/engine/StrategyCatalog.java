package io.rhumb.engine;

import io.rhumb.strategy.InvalidStrategyConfigException;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.StrategySpec;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The strategies that there are, by name. Immutable. */
public final class StrategyCatalog {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private final Map<String, RoutingStrategyProvider> providers;

  private StrategyCatalog(Map<String, RoutingStrategyProvider> providers) {
    this.providers = providers;
  }

  /**
   * These strategies.
   *
   * @throws IllegalArgumentException if a name is none, or two share one
   */
  public static StrategyCatalog of(RoutingStrategyProvider... providers) {
    return new StrategyCatalog(Map.of()).with(List.of(providers));
  }

  /**
   * The strategies that a class loader sees, found by {@link ServiceLoader}.
   *
   * @throws IllegalArgumentException if a name is none, or none is given, or two share one
   * @throws java.util.ServiceConfigurationError if a provider that is named is not there, or cannot be made
   */
  public static StrategyCatalog ofLoader(ClassLoader loader) {
    ServiceLoader<RoutingStrategyProvider> found =
        ServiceLoader.load(RoutingStrategyProvider.class, loader);
    return new StrategyCatalog(Map.of())
        .with(found.stream().map(ServiceLoader.Provider::get).toList());
  }

  /**
   * These strategies and more.
   *
   * @throws IllegalArgumentException if a name is none, or two share one
   */
  public StrategyCatalog with(Collection<? extends RoutingStrategyProvider> more) {
    Map<String, RoutingStrategyProvider> all = new TreeMap<>(providers);
    more.forEach(provider -> add(nameOf(provider), provider, all));
    return new StrategyCatalog(all);
  }

  /**
   * These strategies and others, by the names that they have there: nobody is asked for a name again.
   *
   * @throws IllegalArgumentException if two share a name
   */
  public StrategyCatalog with(StrategyCatalog others) {
    Map<String, RoutingStrategyProvider> all = new TreeMap<>(providers);
    others.providers.forEach((name, provider) -> add(name, provider, all));
    return new StrategyCatalog(all);
  }

  /** The same, with another provider of the name that it has. */
  public StrategyCatalog replacing(RoutingStrategyProvider other) {
    Map<String, RoutingStrategyProvider> all = new TreeMap<>(providers);
    all.put(nameOf(other), other);
    return new StrategyCatalog(all);
  }

  /** Their names, in alphabetical order. */
  public Set<String> names() {
    return providers.keySet();
  }

  /**
   * Creates a strategy, and those that it decorates.
   *
   * @param path where the configuration asks for it, for messages
   * @param spec what it asks for
   * @return to be closed by the caller, which closes all of them
   * @throws InvalidStrategyConfigException if there is no such strategy, or one refuses its options or fails; what had been
   *     created by then is closed
   */
  public CreatedStrategy create(String path, StrategySpec spec, StrategyEnvironment environment) {
    return new StrategyCreation(this, environment).create(path, spec);
  }

  RoutingStrategyProvider provider(String path, String name) {
    RoutingStrategyProvider provider = providers.get(name);
    if (provider == null) {
      throw InvalidStrategyConfigException.of(
          path, name, "one of " + String.join(", ", providers.keySet()));
    }
    return provider;
  }

  private static void add(
      String name, RoutingStrategyProvider provider, Map<String, RoutingStrategyProvider> all) {
    RoutingStrategyProvider other = all.put(name, provider);
    if (other != null) {
      throw new IllegalArgumentException("strategy " + name + ": provided by " + origin(other)
          + " and " + origin(provider) + " (expected: one provider)");
    }
  }

  /** Two jars may well hold classes of the same name. */
  private static String origin(RoutingStrategyProvider provider) {
    String loader = provider.getClass().getClassLoader().getName();
    String name = provider.getClass().getName();
    return loader == null || loader.equals("app") ? name : name + " of " + loader;
  }

  private static String nameOf(RoutingStrategyProvider provider) {
    @Nullable String name = ask(provider);
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("name of " + provider.getClass().getName() + ": " + name
          + " (expected: lower-case words joined by hyphens)");
    }
    return name;
  }

  private static @Nullable String ask(RoutingStrategyProvider provider) {
    try {
      return provider.name();
    } catch (Throwable fault) {
      Strangers.requireSurvivable(fault);
      throw new IllegalArgumentException(
          "name of " + provider.getClass().getName() + ": " + Strangers.line(fault)
              + " (expected: a provider that gives its name)",
          fault);
    }
  }
}
