package io.rhumb.gateway.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Builds the example strategy's jar from its sources, as they are or varied. With the compiler and not with Maven: a Maven inside Maven
 * would need the SPI and the test kit installed, plug-ins fetched and ten seconds for what takes one.
 */
public final class ExampleJar {

  private static final Path JAVA = Path.of("../strategies/example/src/main/java");
  private static final Path RESOURCES = Path.of("../strategies/example/src/main/resources");
  private static final String SPI_VERSION = "1";

  private ExampleJar() {}

  /** Builds it as it is. See {@link #build(Path, UnaryOperator)}. */
  public static void build(Path jar) throws IOException {
    build(jar, UnaryOperator.identity());
  }

  /**
   * Builds it into a file, which appears at once as a whole, in place of what was there.
   *
   * @param variation of the text of each source file; may not rename the class
   * @throws IllegalArgumentException if the text does not compile
   */
  public static void build(Path jar, UnaryOperator<String> variation) throws IOException {
    build(jar, variation, SPI_VERSION);
  }

  /** As {@link #build(Path, UnaryOperator)}, for that version of the SPI. */
  public static void build(Path jar, UnaryOperator<String> variation, String spiVersion)
      throws IOException {
    JarBuilder builder = new JarBuilder().attribute("Rhumb-Spi-Version", spiVersion);
    for (Path source : files(JAVA)) {
      String name =
          JAVA.relativize(source).toString().replaceFirst("\\.java$", "").replace('/', '.');
      builder.source(name, variation.apply(Files.readString(source)));
    }
    for (Path resource : files(RESOURCES)) {
      builder.entry(RESOURCES.relativize(resource).toString(), Files.readAllBytes(resource));
    }
    builder.write(jar);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
