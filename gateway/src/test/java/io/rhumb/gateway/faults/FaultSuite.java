package io.rhumb.gateway.faults;

import io.rhumb.gateway.packaged.GatewayProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Plays rows: one gateway serves all that need none to themselves. */
final class FaultSuite implements AutoCloseable {

  private static final int LONGEST_NOTE = 1_000;

  private final Form form;
  private final Stage stage;
  private final Map<FaultRow, List<Site>> sites = new LinkedHashMap<>();
  private final GatewayProcess shared;
  private final Scorecard card = new Scorecard();

  /** Starts what the rows share. */
  FaultSuite(Form form, Path folder, List<FaultRow> rows) throws IOException {
    this.form = form;
    this.stage = Stage.open(folder);
    rows.stream().filter(FaultRow::playable).forEach(row -> sites.put(row, sitesOf(row)));
    List<Site> shareds = sites.keySet().stream()
        .filter(row -> !row.alone())
        .flatMap(row -> sites.get(row).stream())
        .toList();
    this.shared = shareds.isEmpty() ? null : stage.gateway(shareds);
  }

  private List<Site> sitesOf(FaultRow row) {
    return IntStream.range(0, row.repeats(form))
        .mapToObj(i -> row.site(stage, "row-" + row.number() + "-" + i))
        .toList();
  }

  /** Plays a row as often as the form says, and puts what it has shown on the card. Never throws for what a row has found wrong. */
  Reading play(FaultRow row) {
    Reading reading =
        switch (row.expected()) {
          case NONE, PENDING -> Reading.unmeasured(row.expected(), row.streaming());
          default ->
            sites.get(row).stream()
                .map(site -> play(row, site))
                .reduce(Reading::and)
                .orElseThrow();
        };
    card.add(row, reading);
    return reading;
  }

  Scorecard card() {
    return card;
  }

  private Reading play(FaultRow row, Site site) {
    Sheet sheet = new Sheet();
    GatewayProcess own = null;
    try {
      own = row.alone() ? stage.gateway(List.of(site)) : null;
      GatewayProcess gateway = own == null ? shared : own;
      Client client = new Client(gateway.port(), site.model());
      row.play(new Scene(form, stage, site, gateway, client, sheet));
      return sheet.reading(row.expected(), row.streaming(), "");
    } catch (Exception | AssertionError failure) {
      return sheet.reading(Verdict.FAILED, row.streaming(), summary(failure));
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
    stage.close();
  }
}
