package io.rhumb.gateway.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A tree of sources with the real launcher and little else, in a folder of its own; and a PATH with only the tools
 * that the launcher needs and, if wanted, a {@code java} and a {@code mvn} that only say what they were asked for.
 */
final class FakeTree {

  private static final List<String> TOOLS =
      List.of("dirname", "readlink", "sed", "head", "find", "tail", "mkdir", "rm", "touch", "cat");
  private static final List<String> SOURCES = List.of(
      "pom.xml",
      "conf/demo.yaml",
      "strategies/pom.xml",
      "strategies/api/pom.xml",
      "strategies/api/src/main/java/Api.java",
      "strategies/api/src/test/java/ApiTest.java",
      "gateway/pom.xml",
      "gateway/src/main/java/Gateway.java",
      "gateway/src/test/java/GatewayTest.java",
      "README.md");

  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  private final Path root;
  private final Path tools;

  private FakeTree(Path folder) {
    root = folder.resolve("tree");
    tools = folder.resolve("bin");
  }

  /** Sources, and no jar. */
  static FakeTree create(Path folder) throws IOException {
    FakeTree tree = new FakeTree(folder);
    Files.createDirectories(tree.tools);
    for (String tool : TOOLS) {
      tree.script(tool, "exec " + which(tool) + " \"$@\"");
    }
    for (String source : SOURCES) {
      tree.write(source);
    }
    Files.copy(Rhumb.ROOT.resolve("rhumb"), tree.root.resolve("rhumb"));
    return tree;
  }

  /** A jar that is newer than everything. */
  FakeTree withJar() throws IOException {
    write("gateway/target/rhumb.jar");
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.toList()) {
        Files.setLastModifiedTime(path, FileTime.from(LONG_AGO));
      }
    }
    Files.setLastModifiedTime(jar(), FileTime.from(LONG_AGO.plusSeconds(1)));
    return this;
  }

  /** A {@code java} that claims this version, and otherwise prints its arguments, each in brackets. */
  FakeTree withJava(String version) throws IOException {
    return script(
        "java",
        """
        if [ "$1" = -version ]; then echo 'openjdk version "%s" 2026-01-01' >&2; exit; fi
        printf '[%%s]' "$@"; echo"""
            .formatted(version));
  }

  /** A {@code mvn} that makes a jar, and says what it was asked for in a file. */
  FakeTree withMaven() throws IOException {
    return script("mvn", "echo \"$PWD: $*\" >> '" + calls() + "'; touch '" + jar() + "'");
  }

  /** A {@code mvn} that writes half a jar and fails. */
  FakeTree withFailingMaven() throws IOException {
    return script("mvn", "echo boom; touch '" + jar() + "'; exit 1");
  }

  Path root() {
    return root;
  }

  Path jar() {
    return root.resolve("gateway/target/rhumb.jar");
  }

  void write(String file) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "");
  }

  void delete(String file) throws IOException {
    Files.delete(root.resolve(file));
  }

  /** What {@code mvn} was asked for, each time. */
  List<String> builds() throws IOException {
    return Files.exists(calls()) ? Files.readAllLines(calls()) : List.of();
  }

  /** The launcher with this PATH and no JAVA_HOME. */
  Rhumb launcher(String... arguments) {
    return Rhumb.launcher(arguments).in(root).without("JAVA_HOME").with("PATH", path());
  }

  String path() {
    return tools.toString();
  }

  private Path calls() {
    return tools.resolve("mvn.calls");
  }

  private FakeTree script(String name, String body) throws IOException {
    Path script = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return this;
  }

  private static Path which(String tool) {
    return Stream.of("/bin", "/usr/bin")
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError(tool + ": not found"));
  }
}
