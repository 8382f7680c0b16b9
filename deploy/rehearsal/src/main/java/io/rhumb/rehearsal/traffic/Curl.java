package io.rhumb.rehearsal.traffic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** {@code curl}: a process, and a connection, for each request. */
final class Curl implements Client {

  private static final String OUT =
      "\\n%{http_code} %header{x-rhumb-target} %header{x-edge-gateway} .";

  private final String base;
  private final Executor threads;

  Curl(String base, Executor threads) {
    this.base = base;
    this.threads = threads;
  }

  @Override
  public String name() {
    return "curl";
  }

  @Override
  public CompletionStage<Answer> ask(String model) {
    return CompletableFuture.supplyAsync(() -> run(base + "/predict/" + model), threads);
  }

  private static Answer run(String url) {
    try {
      Process process = new ProcessBuilder(List.of(
              "curl",
              "-sS",
              "-m",
              "12",
              "-w",
              OUT,
              "-H",
              "content-type: application/json",
              "-d",
              Answer.QUESTION,
              url))
          .redirectErrorStream(true)
          .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      return code == 0 ? parse(said) : Answer.none("curl: exit code " + code);
    } catch (IOException e) {
      return Answer.none("curl: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.none("curl: interrupted");
    }
  }

  private static Answer parse(String said) {
    int end = said.lastIndexOf('\n');
    String[] words = said.substring(end + 1).split(" ", -1);
    return Answer.of(Integer.parseInt(words[0]), words[1], words[2], said.substring(0, end));
  }
}
