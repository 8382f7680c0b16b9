package io.rhumb.testkit;

import io.rhumb.engine.StrategyCatalog;
import io.rhumb.simulator.Simulation;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Loads a strategy's classes anew, as the gateway does for a jar: it shares the SPI and the JDK with the others, and no more. */
final class IsolatedLoader extends URLClassLoader {

  /** What a strategy shares with the gateway. */
  private static final class Shared extends ClassLoader {

    private static final String SPI = RoutingStrategy.class.getPackageName();

    Shared() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      boolean spi = name.lastIndexOf('.') == SPI.length() && name.startsWith(SPI);
      if (!spi) {
        throw new ClassNotFoundException(name);
      }
      return RoutingStrategy.class.getClassLoader().loadClass(name);
    }
  }

  private static final List<Class<?>> KIT = List.of(
      RoutingStrategy.class,
      StrategyCatalog.class,
      Simulation.class,
      StrategyContractTest.class,
      Test.class);

  IsolatedLoader(Class<?> provider) {
    super(urls(provider), new Shared());
  }

  /** A provider of the same class, and yet of another. */
  RoutingStrategyProvider load(String provider) throws ReflectiveOperationException {
    return Class.forName(provider, true, this)
        .asSubclass(RoutingStrategyProvider.class)
        .getConstructor()
        .newInstance();
  }

  /**
   * Where the provider comes from, and what it may depend on: the class path, but for the kit and what the kit needs. None of that
   * is there when a gateway loads the jar.
   */
  private static URL[] urls(Class<?> provider) {
    Set<String> hidden = KIT.stream().map(IsolatedLoader::location).collect(Collectors.toSet());
    String own = location(provider);
    Set<String> locations = new LinkedHashSet<>(List.of(own));
    for (String property : new String[] {"java.class.path", "jdk.module.path"}) {
      for (String entry : System.getProperty(property, "").split(File.pathSeparator, -1)) {
        locations.add(entry.isEmpty() ? own : Path.of(entry).toUri().toString());
      }
    }
    return locations.stream()
        .filter(location -> location.equals(own) || !hidden.contains(location))
        .map(IsolatedLoader::url)
        .toArray(URL[]::new);
  }

  private static String location(Class<?> type) {
    URL location = type.getProtectionDomain().getCodeSource().getLocation();
    try {
      return Path.of(location.toURI()).toUri().toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URL url(String location) {
    try {
      return URI.create(location).toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
