package io.rhumb.gateway.packaged;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines that a process writes, as they come. Thread-safe. */
final class Lines {

  private final List<String> lines = new ArrayList<>();
  private final List<Waiter> waiters = new ArrayList<>();
  private final CompletableFuture<List<String>> end = new CompletableFuture<>();

  /** Reads on a thread of its own until the stream ends. */
  static Lines of(BufferedReader stream) {
    Lines lines = new Lines();
    Thread reader = new Thread(() -> lines.read(stream), "lines");
    reader.setDaemon(true);
    reader.start();
    return lines;
  }

  /**
   * Waits for a line.
   *
   * @param regex found somewhere in the line
   * @return the first match, also of a line that is there already; fails with all lines once the stream ends without
   *     one
   */
  CompletableFuture<MatchResult> matching(String regex) {
    Waiter waiter = new Waiter(Pattern.compile(regex), new CompletableFuture<>());
    List<String> present;
    synchronized (lines) {
      present = List.copyOf(lines);
      waiters.add(waiter);
    }
    present.forEach(waiter::offer);
    end.thenAccept(waiter::giveUp);
    return waiter.found;
  }

  /** Every line so far. */
  List<String> all() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  /** Every line there ever will be, once the stream has ended. */
  CompletableFuture<List<String>> atEnd() {
    return end.copy();
  }

  private void read(BufferedReader stream) {
    try (stream) {
      for (String line = stream.readLine(); line != null; line = stream.readLine()) {
        add(line);
      }
    } catch (IOException | UncheckedIOException closed) {
      add("(cut: " + closed.getMessage() + ")");
    }
    end.complete(all());
  }

  private void add(String line) {
    List<Waiter> told;
    synchronized (lines) {
      lines.add(line);
      told = List.copyOf(waiters);
    }
    told.forEach(waiter -> waiter.offer(line));
  }

  private record Waiter(Pattern pattern, CompletableFuture<MatchResult> found) {

    void offer(String line) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.find()) {
        found.complete(matcher.toMatchResult());
      }
    }

    void giveUp(List<String> lines) {
      found.completeExceptionally(
          new AssertionError("no line matches " + pattern + " in:\n" + String.join("\n", lines)));
    }
  }
}
