package io.rhumb.gateway.plugin;

import io.rhumb.strategy.RoutingStrategyProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Builds the example strategy's jar from its sources, as they are or varied, against the SPI alone. With the compiler and not with
 * Maven: a Maven inside Maven would need the SPI and the test kit installed, plug-ins fetched and ten seconds for what takes one.
 */
public final class ExampleJar {

  private static final Path MAIN = Path.of("../strategies/example/src/main");
  private static final String SPI_VERSION = "1";

  private ExampleJar() {}

  /** Builds it as it is. See {@link #build(Path, UnaryOperator)}. */
  public static void build(Path jar) throws IOException {
    build(jar, UnaryOperator.identity());
  }

  /**
   * Builds it into a file, which appears at once as a whole, in place of what was there.
   *
   * @param variation of the text of each source file and of the services file; may not rename the class
   * @throws IllegalArgumentException if the text does not compile
   */
  public static void build(Path jar, UnaryOperator<String> variation) throws IOException {
    build(jar, variation, SPI_VERSION);
  }

  /** As {@link #build(Path, UnaryOperator)}, for that version of the SPI. */
  public static void build(Path jar, UnaryOperator<String> variation, String spiVersion)
      throws IOException {
    Path work = Files.createTempDirectory("example-jar");
    try {
      Path sources = vary(MAIN.resolve("java"), work.resolve("sources"), variation);
      Path classes = vary(MAIN.resolve("resources"), work.resolve("classes"), variation);
      compile(sources, classes);
      Path part = Files.createTempFile(jar.toAbsolutePath().getParent(), "example", ".part");
      pack(classes, part, spiVersion);
      Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      delete(work);
    }
  }

  private static Path vary(Path from, Path to, UnaryOperator<String> variation) throws IOException {
    for (Path file : files(from)) {
      Path copy = to.resolve(from.relativize(file));
      Files.createDirectories(copy.getParent());
      Files.writeString(copy, variation.apply(Files.readString(file)));
    }
    return to;
  }

  private static void compile(Path sources, Path classes) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(
        "-proc:none", "--release", "17", "-cp", spi().toString(), "-d", classes.toString()));
    files(sources).forEach(file -> arguments.add(file.toString()));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    if (compiler.run(null, null, errors, arguments.toArray(String[]::new)) != 0) {
      throw new IllegalArgumentException(
          "the example does not compile:\n" + errors.toString(StandardCharsets.UTF_8));
    }
  }

  private static Path spi() {
    try {
      return Path.of(RoutingStrategyProvider.class
          .getProtectionDomain()
          .getCodeSource()
          .getLocation()
          .toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pack(Path classes, Path jar, String spiVersion) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Rhumb-Spi-Version", spiVersion);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (Path file : files(classes)) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
