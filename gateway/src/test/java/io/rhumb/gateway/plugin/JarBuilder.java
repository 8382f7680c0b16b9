package io.rhumb.gateway.plugin;

import io.rhumb.strategy.RoutingStrategyProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources as a team would, against the SPI alone, and packs them into a jar. */
public final class JarBuilder {

  private static final String SERVICE =
      "META-INF/services/" + RoutingStrategyProvider.class.getName();

  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private final Manifest manifest = new Manifest();

  /** A jar that is empty but for its manifest. */
  public JarBuilder() {
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
  }

  /** Adds a class, by its full name. */
  public JarBuilder source(String name, String text) {
    sources.put(name, text);
    return this;
  }

  /** Names the providers. */
  public JarBuilder providers(String... names) {
    return entry(SERVICE, String.join("\n", names).getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a line to the manifest. */
  public JarBuilder attribute(String name, String value) {
    manifest.getMainAttributes().putValue(name, value);
    return this;
  }

  /** Adds a file. */
  public JarBuilder entry(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  /** The compiled class of a source, for tests that spoil it. */
  byte[] compiled(String name) {
    return compile().get(name.replace('.', '/') + ".class");
  }

  /** Writes the jar beside its place and moves it there, as whoever replaces a file that is in use should. */
  public Path write(Path file) {
    Map<String, byte[]> all = new LinkedHashMap<>(compile());
    all.putAll(entries);
    try {
      Path beside = Files.createTempFile(file.toAbsolutePath().getParent(), "new", ".tmp");
      try (OutputStream out = Files.newOutputStream(beside);
          JarOutputStream jar = new JarOutputStream(out, manifest)) {
        for (Map.Entry<String, byte[]> entry : all.entrySet()) {
          jar.putNextEntry(new JarEntry(entry.getKey()));
          jar.write(entry.getValue());
        }
      }
      return Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, byte[]> compile() {
    if (sources.isEmpty()) {
      return Map.of();
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((name, text) -> units.add(new Source(name, text)));
    StringBuilder problems = new StringBuilder();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        JavaFileManager inMemory = new InMemory(files, classes)) {
      boolean done = compiler
          .getTask(
              null,
              inMemory,
              problem -> problems.append(problem).append('\n'),
              List.of("--release", "17", "-proc:none", "-classpath", spi()),
              null,
              units)
          .call();
      if (!done) {
        throw new IllegalArgumentException("does not compile:\n" + problems);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    classes.forEach((name, out) -> bytes.put(name, out.toByteArray()));
    return bytes;
  }

  /** Where the SPI is: a jar, or a folder of classes. */
  private static String spi() {
    try {
      return Path.of(RoutingStrategyProvider.class
              .getProtectionDomain()
              .getCodeSource()
              .getLocation()
              .toURI())
          .toString();
    } catch (java.net.URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class InMemory extends ForwardingJavaFileManager<StandardJavaFileManager> {

    private final Map<String, ByteArrayOutputStream> classes;

    InMemory(StandardJavaFileManager files, Map<String, ByteArrayOutputStream> classes) {
      super(files);
      this.classes = classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      String path = name.replace('.', '/') + kind.extension;
      return new SimpleJavaFileObject(URI.create("mem:///" + path), kind) {
        @Override
        public OutputStream openOutputStream() {
          return classes.computeIfAbsent(path, p -> new ByteArrayOutputStream());
        }
      };
    }
  }
}
