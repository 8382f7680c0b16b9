package io.rhumb.rehearsal.stage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a gateway is started from.
 *
 * @param jar the runnable jar
 * @param java the Java that runs it: the image's own, if it has one
 * @param options that Java's: the image's own, if it has some
 */
public record GatewayImage(Path jar, String java, List<String> options) {

  private static final List<String> JARS = List.of("opt/rhumb/rhumb.jar", "rhumb.jar");

  /**
   * A jar, or a folder with the contents of the image.
   *
   * @throws IllegalArgumentException if there is no gateway in it
   */
  public static GatewayImage of(Path path) {
    if (Files.isRegularFile(path)) {
      return new GatewayImage(path.toAbsolutePath(), Java.tool("java"), Java.MODEST);
    }
    Path jar = JARS.stream()
        .map(path::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("--gateway: " + path
            + " (expected: the gateway's jar, or a folder with the image's contents, in it "
            + String.join(" or ", JARS) + ")"));
    return unpacked(jar.toAbsolutePath());
  }

  /** The image has its Java, that Java's options and a cache of its start beside the jar. */
  private static GatewayImage unpacked(Path jar) {
    Path java = jar.resolveSibling("java/bin/java");
    Path options = jar.resolveSibling("java.options");
    Path cache = jar.resolveSibling("rhumb.aot");
    List<String> own = new ArrayList<>();
    if (Files.isRegularFile(options)) {
      own.add("@" + options);
      // What its options take their shares of: here is no container that would say so.
      own.add("-XX:MaxRAM=512m");
    }
    if (Files.isRegularFile(cache)) {
      own.add("-XX:AOTCache=" + cache);
    }
    return new GatewayImage(
        jar,
        Files.isRegularFile(java) ? java.toString() : Java.tool("java"),
        own.isEmpty() ? Java.MODEST : own);
  }

  List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(options);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(arguments);
    return command;
  }
}
