package io.rhumb.gateway.command;

import io.rhumb.engine.StrategyCatalog;
import io.rhumb.gateway.plugin.PluginException;
import io.rhumb.gateway.plugin.PluginJar;
import io.rhumb.gateway.process.StartupException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Strategy jars that a command was given. Open until closed. */
final class PluginJars implements AutoCloseable {

  private final List<PluginJar> jars = new ArrayList<>();

  private PluginJars() {}

  /**
   * Opens jars, each in a class loader of its own.
   *
   * @throws StartupException if one is no such jar
   */
  static PluginJars open(List<Path> files) {
    PluginJars opened = new PluginJars();
    try {
      for (Path file : files) {
        opened.jars.add(PluginJar.open(file));
      }
      return opened;
    } catch (PluginException failure) {
      opened.close();
      throw new StartupException(String.valueOf(failure.getMessage()), failure);
    }
  }

  /**
   * A catalog and the strategies of these jars.
   *
   * @throws IllegalArgumentException if two share a name
   */
  StrategyCatalog addTo(StrategyCatalog catalog) {
    StrategyCatalog all = catalog;
    for (PluginJar jar : jars) {
      all = all.with(jar.strategies());
    }
    return all;
  }

  @Override
  public void close() {
    jars.forEach(PluginJar::close);
  }
}
