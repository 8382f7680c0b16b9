package io.rhumb.gateway;

import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A team's first attempt: its strategy {@code faulty} throws whatever it is asked. */
public final class FaultyPlugin implements RoutingStrategyProvider {

  @Override
  public String name() {
    return "faulty";
  }

  @Override
  public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
    return (request, targets) -> {
      throw new IllegalStateException("on purpose");
    };
  }

  /** Writes the jar that the team would build. */
  static Path jar(Path file) throws IOException {
    String type = FaultyPlugin.class.getName();
    String classFile = type.replace('.', '/') + ".class";
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file));
        InputStream code = FaultyPlugin.class.getResourceAsStream("/" + classFile)) {
      jar.putNextEntry(new JarEntry(classFile));
      code.transferTo(jar);
      jar.putNextEntry(
          new JarEntry("META-INF/services/" + RoutingStrategyProvider.class.getName()));
      jar.write(type.getBytes(StandardCharsets.UTF_8));
      jar.closeEntry();
    }
    return file;
  }
}
