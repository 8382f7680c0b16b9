package io.rhumb.gateway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** {@code deploy/check}, which reads Terraform's language without Terraform. Needs Node.js and {@code npm ci} there. */
public final class Terraform {

  static final Path FOLDER = Path.of("../deploy/terraform").toAbsolutePath().normalize();
  static final Path CHECK = Path.of("../deploy/check").toAbsolutePath().normalize();

  private static final long PATIENCE_SECONDS = 120;

  /** What was asked before, by all that was said of it; it takes a second each time. */
  private static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();

  private Terraform() {}

  /** Skips the test where somebody has not installed what it needs; the build server always has. */
  public static void assumeInstalled() {
    boolean installed = Files.isDirectory(CHECK.resolve("node_modules"));
    if (System.getenv("CI") == null) {
      Assumptions.assumeTrue(installed, "not installed (npm ci --prefix deploy/check)");
    }
    assertThat(installed)
        .as("deploy/check/node_modules, by npm ci --prefix deploy/check")
        .isTrue();
  }

  /**
   * What {@code deploy/terraform} comes to.
   *
   * @param given values of variables
   * @param told what the cloud would say, by address of the resource
   * @param addresses of the resources that are asked for
   * @return refusals, outputs and resources
   */
  public static JsonObject evaluate(JsonObject given, JsonObject told, String... addresses)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("main.mjs", "evaluate", FOLDER.toString()));
    command.addAll(List.of(addresses));
    String input = new JsonObject().put("given", given).put("told", told).encode();
    String question = command + input;
    if (!ANSWERS.containsKey(question)) {
      ANSWERS.put(question, node(input, command.toArray(String[]::new)));
    }
    return new JsonObject(ANSWERS.get(question));
  }

  /** Runs Node.js in {@code deploy/check}, to success, and returns what it printed. */
  static String node(String input, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node"));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile("rhumb-deploy", ".out");
    try {
      Process process = new ProcessBuilder(command)
          .directory(CHECK.toFile())
          .redirectErrorStream(true)
          .redirectOutput(out.toFile())
          .start();
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      String printed = Files.readString(out);
      assertThat(ended).as("%s: %s", command, printed).isTrue();
      assertThat(process.exitValue()).as("%s: %s", command, printed).isZero();
      return printed;
    } finally {
      Files.delete(out);
    }
  }
}
