package io.rhumb.testkit;

import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** Where the provider comes from, and what it may depend on: all of the class path. */
  private static URL[] urls(Class<?> provider) {
    List<URL> urls = new ArrayList<>();
    @Nullable CodeSource source = provider.getProtectionDomain().getCodeSource();
    if (source != null && source.getLocation() != null) {
      urls.add(source.getLocation());
    }
    for (String property : new String[] {"java.class.path", "jdk.module.path"}) {
      for (String entry : System.getProperty(property, "").split(File.pathSeparator, -1)) {
        if (!entry.isEmpty()) {
          urls.add(url(entry));
        }
      }
    }
    return urls.toArray(URL[]::new);
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
