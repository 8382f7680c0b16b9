package io.rhumb.gateway.faults;

import io.rhumb.gateway.packaged.GatewayProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Plays rows: one gateway serves all that need none to themselves. */
final class FaultSuite implements AutoCloseable {

  private static final int LONGEST_NOTE = 1_000;

  private final Form form;
  private final Stage stage;
  private final Map<Run, List<Site>> sites = new LinkedHashMap<>();
  private final GatewayProcess shared;
  private final Scorecard card = new Scorecard();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<Run, Future<Reading>> ahead = new HashMap<>();

  /** Starts what the runs share. */
  FaultSuite(Form form, Path folder, List<Run> runs) throws IOException {
    this.form = form;
    this.stage = Stage.open(folder);
    runs.stream().filter(Run::playable).forEach(run -> sites.put(run, sitesOf(run)));
    List<Site> shareds = sites.keySet().stream()
        .filter(run -> !run.row().alone())
        .flatMap(run -> sites.get(run).stream())
        .toList();
    this.shared = shareds.isEmpty() ? null : stage.gateway(shareds);
  }

  private List<Site> sitesOf(Run run) {
    return IntStream.range(0, run.row().repeats(form))
        .mapToObj(i -> run.row().site(stage, run.model(i)))
        .toList();
  }

  /** Plays a row as often as the form says, and puts what it has shown on the card. Never throws for what a row has found wrong. */
  Reading play(Run run) throws Exception {
    Reading reading = run.row().quiet() ? playWithOthers(run) : measure(run);
    card.add(run, reading);
    return reading;
  }

  private Reading playWithOthers(Run run) throws Exception {
    for (Run other : Run.of(List.of(run.row()))) {
      ahead.computeIfAbsent(other, key -> threads.submit(() -> measure(key)));
    }
    return ahead.get(run).get();
  }

  private Reading measure(Run run) {
    if (!run.playable()) {
      return Reading.unmeasured(run.expected());
    }
    return sites.get(run).stream()
        .map(site -> play(run, site))
        .reduce(Reading::and)
        .orElseThrow();
  }

  Scorecard card() {
    return card;
  }

  private Reading play(Run run, Site site) {
    Sheet sheet = new Sheet();
    GatewayProcess own = null;
    try {
      own = run.row().alone() ? stage.gateway(List.of(site)) : null;
      GatewayProcess gateway = own == null ? shared : own;
      Client client = new Client(gateway.port(), site.model(), run.mode());
      run.row().play(new Scene(form, run.mode(), stage, site, gateway, client, sheet));
      return sheet.reading(run.expected(), "");
    } catch (Exception | AssertionError failure) {
      return sheet.reading(Verdict.FAILED, summary(failure));
    } finally {
      if (own != null) {
        own.close();
      }
    }
  }

  /** In one line, as a card has it; assertions write several. */
  private static String summary(Throwable failure) {
    String line = failure.toString().replaceAll("\\s+", " ");
    return line.substring(0, Math.min(line.length(), LONGEST_NOTE));
  }

  @Override
  public void close() throws Exception {
    threads.shutdownNow();
    stage.close();
  }
}
