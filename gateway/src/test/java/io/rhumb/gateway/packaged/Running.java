package io.rhumb.gateway.packaged;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;

/** A process that runs. Whoever started it closes it, and then nothing of it is left. */
public final class Running implements AutoCloseable {

  private static final Set<Running> ALL = ConcurrentHashMap.newKeySet();

  static {
    // For when the tests themselves are told to end.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ALL.forEach(Running::kill)));
  }

  private final String command;
  private final Process process;
  private final Lines out;
  private final Lines err;

  private Running(String command, Process process) {
    this.command = command;
    this.process = process;
    this.out = Lines.of(process.inputReader());
    this.err = Lines.of(process.errorReader());
  }

  static Running of(String command, Process process) {
    Running running = new Running(command, process);
    ALL.add(running);
    return running;
  }

  /** Waits for a line on standard output that matches somewhere. */
  MatchResult awaitOut(String regex) {
    return Await.await(out.matching(regex), this::toString);
  }

  /** Waits for a line on standard error that matches somewhere. */
  public MatchResult awaitErr(String regex) {
    return Await.await(err.matching(regex), this::toString);
  }

  /** Waits until it has ended by itself, or since it was told to. */
  public Ended awaitEnd() {
    Process ended = Await.await(process.onExit(), this::toString);
    return new Ended(ended.exitValue(), Await.await(out.atEnd()), Await.await(err.atEnd()));
  }

  /** Every line on standard error so far. */
  public List<String> err() {
    return err.all();
  }

  long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** Tells it to end, as a platform does: SIGTERM. */
  public void terminate() {
    // Process.destroy would close its streams too, and its last words would be lost.
    process.toHandle().destroy();
  }

  /** Tells it to end, as a person at a terminal does: SIGINT. */
  void interrupt() {
    Rhumb.shell("kill -INT " + process.pid()).run();
  }

  /** Ends it without asking, and what it started with it: SIGKILL. */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.toHandle().destroyForcibly();
  }

  @Override
  public void close() {
    kill();
    Await.await(process.onExit(), this::toString);
    ALL.remove(this);
  }

  @Override
  public String toString() {
    return command + "\n--- out\n" + String.join("\n", out.all()) + "\n--- err\n"
        + String.join("\n", err.all());
  }
}
