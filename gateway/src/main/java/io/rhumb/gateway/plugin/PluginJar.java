package io.rhumb.gateway.plugin;

import io.rhumb.engine.Strangers;
import io.rhumb.engine.StrategyCatalog;
import io.rhumb.strategy.RoutingStrategyProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ServiceConfigurationError;

/** One strategy jar, opened. Immutable; its methods may block. */
public final class PluginJar implements AutoCloseable {

  /** The version of the SPI that this gateway speaks. */
  static final String SPI_VERSION = "1";

  /** An attribute of the manifest, which a jar need not have. */
  private static final String SPI_VERSION_ATTRIBUTE = "Rhumb-Spi-Version";

  private static final String SERVICE =
      "META-INF/services/" + RoutingStrategyProvider.class.getName();

  private final String digest;
  private final JarClassLoader loader;
  private final StrategyCatalog strategies;

  private PluginJar(String digest, JarClassLoader loader, StrategyCatalog strategies) {
    this.digest = digest;
    this.loader = loader;
    this.strategies = strategies;
  }

  /**
   * Opens a jar, with a class loader of its own, and makes its providers.
   *
   * @param jar the file; need not stay
   * @return to be closed when none of its classes is needed any more
   * @throws PluginException if it is no such jar
   */
  public static PluginJar open(Path jar) throws PluginException {
    return open(FileContent.read(jar), BoundedCalls.USUAL);
  }

  static PluginJar open(FileContent content, BoundedCalls calls) throws PluginException {
    String file = FileContent.name(content.file());
    JarContent jar = JarContent.read(content);
    check(file, jar);
    JarClassLoader loader = new JarClassLoader(file, jar, new SpiClassLoader());
    try {
      return new PluginJar(content.digest(), loader, strategies(file, loader, calls));
    } catch (PluginException e) {
      close(loader);
      throw e;
    }
  }

  /** The SHA-256 of its content, in hexadecimal. */
  public String digest() {
    return digest;
  }

  /** What it provides, by the names that it gave when it was opened. */
  public StrategyCatalog strategies() {
    return strategies;
  }

  /** The class loader that made the providers. */
  ClassLoader loader() {
    return loader;
  }

  /** Closes the class loader: from now on no class of the jar can be loaded. May be called again, which does nothing. */
  @Override
  public void close() {
    close(loader);
  }

  private static void check(String file, JarContent jar) throws PluginException {
    String version = jar.manifest()
        .map(manifest -> manifest.getMainAttributes().getValue(SPI_VERSION_ATTRIBUTE))
        .map(String::strip)
        .orElse(SPI_VERSION);
    if (!version.equals(SPI_VERSION)) {
      throw new PluginException(
          file,
          SPI_VERSION_ATTRIBUTE + " " + version,
          "the version of this gateway, " + SPI_VERSION);
    }
    if (!jar.entries().containsKey(SERVICE)) {
      throw new PluginException(file, "no " + SERVICE, "a file that names its providers");
    }
  }

  private static StrategyCatalog strategies(String file, ClassLoader loader, BoundedCalls calls)
      throws PluginException {
    StrategyCatalog strategies = find(file, loader, calls);
    if (strategies.names().isEmpty()) {
      throw new PluginException(file, SERVICE + " names nothing", "at least one provider");
    }
    return strategies;
  }

  /** Whatever the jar's own code throws, it is the jar that cannot be used. */
  private static StrategyCatalog find(String file, ClassLoader loader, BoundedCalls calls)
      throws PluginException {
    try {
      return calls.call(file, () -> StrategyCatalog.ofLoader(loader), late -> {});
    } catch (NotReturnedException e) {
      throw new PluginException(
          file, String.valueOf(e.getMessage()), "providers that do not wait for anything", e);
    } catch (IllegalArgumentException e) {
      throw new PluginException(file, e);
    } catch (ServiceConfigurationError e) {
      throw new PluginException(file, withoutService(e), "a provider that can be made", e);
    } catch (Throwable e) {
      Strangers.requireSurvivable(e);
      throw new PluginException(
          file,
          Strangers.line(e),
          "classes for this JDK and version " + SPI_VERSION + " of the SPI",
          e);
    }
  }

  /** Its message starts with the name of the interface, which tells the operator nothing. */
  private static String withoutService(ServiceConfigurationError error) {
    String message = String.valueOf(error.getMessage());
    String prefix = RoutingStrategyProvider.class.getName() + ": ";
    String rest = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    return error.getCause() == null ? rest : rest + ": " + Strangers.line(error.getCause());
  }

  private static void close(JarClassLoader loader) {
    try {
      loader.close();
    } catch (IOException e) {
      throw new IllegalStateException("holds no file", e);
    }
  }
}
