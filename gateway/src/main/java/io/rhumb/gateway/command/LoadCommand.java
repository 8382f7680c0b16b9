package io.rhumb.gateway.command;

import io.rhumb.gateway.load.LoadJson;
import io.rhumb.gateway.load.LoadPlan;
import io.rhumb.gateway.load.LoadReport;
import io.rhumb.gateway.load.LoadRun;
import io.rhumb.gateway.load.LoadText;
import io.rhumb.gateway.process.LastWords;
import io.rhumb.gateway.process.MonotonicClock;
import io.rhumb.gateway.process.ProcessLife;
import io.rhumb.gateway.process.StartupException;
import io.rhumb.gateway.process.StatusLine;
import io.rhumb.gateway.process.Terminal;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rhumb load}: an open loop load generator. Standard output is the result alone. */
@Command(
    name = "load",
    description = {
      "Posts requests at a rate, and says how long clients waited, and what became of them.",
      "A request is sent when it is due, even if those before it have no answer yet, and its latency counts from then: what a"
          + " gateway that stalls does to those that come meanwhile is measured, not left out."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    footer = {
      "",
      "Ctrl-C ends it early, and the figures so far are printed.",
      "",
      "Examples:",
      "  rhumb load --rate 200 --duration 60s",
      "  rhumb load --rate 50 --poisson --header 'x-api-key: KEY' https://example.com",
      "  rhumb load --body request.json http://127.0.0.1:8080/v1/chat/completions",
      "  rhumb load --rate 1000 --http2 --connections 4 --json"
    },
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:every request was answered with 2xx; if interrupted, every one that had ended",
      "1:some were not",
      "2:wrong usage"
    })
public final class LoadCommand implements Callable<Integer> {

  private static final long LOOK_MILLIS = 100;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Mixin
  private LoadOptions options = new LoadOptions();

  @Option(names = "--json", description = "Print the figures as JSON, with times in milliseconds.")
  private boolean json;

  @Override
  public Integer call() {
    LoadPlan plan;
    try {
      plan = options.plan(System.in);
    } catch (IllegalArgumentException | StartupException wrong) {
      return ProcessLife.report(wrong, spec.commandLine().getErr());
    }
    Vertx vertx = ProcessLife.newVertx();
    try {
      return run(vertx, plan);
    } finally {
      vertx.close();
    }
  }

  private int run(Vertx vertx, LoadPlan plan) {
    LoadRun run = LoadRun.start(vertx, plan, new MonotonicClock());
    try (LastWords lastWords = new LastWords(run::stop)) {
      LoadReport report = await(run);
      print(report);
      int code = report.allGood() ? 0 : 1;
      lastWords.said(code);
      return code;
    }
  }

  private LoadReport await(LoadRun run) {
    LoadLine line = new LoadLine(
        new StatusLine(spec.commandLine().getErr(), Terminal.attached(), new MonotonicClock()));
    CompletableFuture<LoadReport> over = run.over().toCompletionStage().toCompletableFuture();
    while (!isOver(over)) {
      line.show(run.progress());
    }
    line.clear();
    return over.join();
  }

  private static boolean isOver(CompletableFuture<LoadReport> over) {
    try {
      over.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    } catch (ExecutionException failure) {
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StartupException("interrupted", interrupted);
    }
  }

  private void print(LoadReport report) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(LoadJson.of(report).encodePrettily());
    } else {
      out.print(LoadText.of(report));
    }
    out.flush();
  }
}
