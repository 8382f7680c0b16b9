package io.rhumb.gateway.plugin;

import io.rhumb.strategy.RoutingStrategyProvider;

/** Shows the JDK, and of the gateway the SPI alone. Thread-safe. */
final class SpiClassLoader extends ClassLoader {

  private static final String SPI = RoutingStrategyProvider.class.getPackageName();

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader gateway = RoutingStrategyProvider.class.getClassLoader();

  SpiClassLoader() {
    super("spi", ClassLoader.getPlatformClassLoader());
  }

  /** Called for what the JDK does not have. */
  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    int end = name.lastIndexOf('.');
    if (end == SPI.length() && name.startsWith(SPI)) {
      return gateway.loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }
}
