package io.rhumb.gateway.plugin;

import io.rhumb.engine.Strangers;
import io.rhumb.engine.StrategyCatalog;
import io.rhumb.strategy.RoutingStrategyProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceConfigurationError;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** One strategy jar, opened. Immutable; its methods may block. */
public final class PluginJar implements AutoCloseable {

  /** The version of the SPI that this gateway speaks. */
  static final String SPI_VERSION = "1";

  /** An attribute of the manifest, which a jar need not have. */
  private static final String SPI_VERSION_ATTRIBUTE = "Rhumb-Spi-Version";

  private static final String SERVICE =
      "META-INF/services/" + RoutingStrategyProvider.class.getName();

  private final String digest;
  private final Path copy;
  private final URLClassLoader loader;
  private final StrategyCatalog strategies;

  private PluginJar(String digest, Path copy, URLClassLoader loader, StrategyCatalog strategies) {
    this.digest = digest;
    this.copy = copy;
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
    Path copy = content.copy();
    URLClassLoader loader = null;
    try {
      check(file, copy);
      loader = new URLClassLoader(
          "plugin " + file, new URL[] {copy.toUri().toURL()}, new SpiClassLoader());
      return new PluginJar(content.digest(), copy, loader, strategies(file, loader, calls));
    } catch (PluginException e) {
      discard(copy, loader);
      throw e;
    } catch (IOException | SecurityException e) {
      discard(copy, loader);
      throw new PluginException(file, "not readable: " + e.getMessage(), "a jar", e);
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
    discard(copy, loader);
  }

  private static void check(String file, Path copy) throws IOException, PluginException {
    try (JarFile jar = new JarFile(copy.toFile())) {
      Manifest manifest = jar.getManifest();
      String version =
          manifest == null ? null : manifest.getMainAttributes().getValue(SPI_VERSION_ATTRIBUTE);
      if (version != null && !version.strip().equals(SPI_VERSION)) {
        throw new PluginException(
            file,
            SPI_VERSION_ATTRIBUTE + " " + version.strip(),
            "the version of this gateway, " + SPI_VERSION);
      }
      if (jar.getEntry(SERVICE) == null) {
        throw new PluginException(file, "no " + SERVICE, "a file that names its providers");
      }
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

  private static void discard(Path copy, @Nullable URLClassLoader loader) {
    try {
      if (loader != null) {
        loader.close();
      }
      Files.deleteIfExists(copy);
    } catch (IOException e) {
      // It is in a folder for temporary files: whoever clears that finds it.
      System.getLogger(PluginJar.class.getName())
          .log(System.Logger.Level.DEBUG, "not deleted: " + copy, e);
    }
  }
}
