package io.rhumb.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A team's project, as its build would compile and test it. */
final class Project implements AutoCloseable {

  private final Path classes;
  private final URLClassLoader loader;

  private Project(Path classes, URLClassLoader loader) {
    this.classes = classes;
    this.loader = loader;
  }

  /**
   * Compiles all Java files of a folder, every warning being an error. What else lies in {@code classes} already is a resource.
   *
   * @param classPath what is compiled against
   */
  static Project compile(Path sources, Path classes, String classPath) throws IOException {
    List<String> arguments = new ArrayList<>(
        List.of("-proc:none", "-Xlint:all", "-Werror", "-cp", classPath, "-d", classes.toString()));
    try (Stream<Path> files = Files.walk(sources)) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
    }
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int code = ToolProvider.getSystemJavaCompiler()
        .run(null, null, errors, arguments.toArray(String[]::new));
    if (code != 0) {
      throw new AssertionError(errors.toString(StandardCharsets.UTF_8));
    }
    return new Project(
        classes,
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, Project.class.getClassLoader()));
  }

  Class<?> load(String name) throws ClassNotFoundException {
    return loader.loadClass(name);
  }

  /** Runs all its tests. */
  Trial test() throws IOException, ClassNotFoundException {
    List<Class<?>> tests = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file :
          files.filter(path -> path.toString().endsWith("Test.class")).toList()) {
        String name = classes.relativize(file).toString().replace('/', '.');
        tests.add(load(name.substring(0, name.length() - ".class".length())));
      }
    }
    return Trial.ofTests(tests.toArray(Class<?>[]::new));
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
