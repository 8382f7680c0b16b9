package io.rhumb.rehearsal.stage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a gateway is started from.
 *
 * @param jar the runnable jar
 * @param java the Java that runs it: the image's own, if it has one
 */
public record GatewayImage(Path jar, String java) {

  private static final List<String> JARS = List.of("opt/rhumb/rhumb.jar", "rhumb.jar");
  private static final List<String> JAVAS = List.of(
      "opt/rhumb/java/bin/java", "opt/rhumb/jre/bin/java", "opt/java/openjdk/bin/java", "bin/java");

  /**
   * A jar, or a folder with the contents of the image.
   *
   * @throws IllegalArgumentException if there is no gateway in it
   */
  public static GatewayImage of(Path path) {
    if (Files.isRegularFile(path)) {
      return new GatewayImage(path.toAbsolutePath(), Java.tool("java"));
    }
    Path jar = first(path, JARS)
        .orElseThrow(() -> new IllegalArgumentException("--gateway: " + path
            + " (expected: the gateway's jar, or a folder with the image's contents, in it "
            + String.join(" or ", JARS) + ")"));
    return new GatewayImage(
        jar, first(path, JAVAS).map(Path::toString).orElseGet(() -> Java.tool("java")));
  }

  List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(Java.MODEST);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(arguments);
    return command;
  }

  private static Optional<Path> first(Path folder, List<String> names) {
    return names.stream()
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .map(Path::toAbsolutePath)
        .findFirst();
  }
}
