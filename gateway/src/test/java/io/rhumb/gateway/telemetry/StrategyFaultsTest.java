package io.rhumb.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StrategyFaultsTest {

  private final Scrape scrape = new Scrape();
  private final StrategyFaults faults = new StrategyFaults(scrape.registry(), "fraud", "canary");
  private final Logger logger = Logger.getLogger(StrategyFaults.class.getName());
  private final Collector collector = new Collector();

  @BeforeEach
  void listen() {
    logger.setUseParentHandlers(false);
    logger.addHandler(collector);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(collector);
    logger.setUseParentHandlers(true);
  }

  @Test
  void counter_isThereBeforeTheFirstFault() {
    assertThat(scrape.samples())
        .contains(entry("rhumb_strategy_faults_total{model=\"fraud\",strategy=\"canary\"}", 0.0));
  }

  @Test
  void everyFault_isCounted_butOnlyTheDoublingsAreLogged() {
    for (int count = 1; count <= 1_000; count++) {
      faults.onFault(new IllegalStateException("no plan"), count);
    }

    assertThat(scrape.samples())
        .contains(
            entry("rhumb_strategy_faults_total{model=\"fraud\",strategy=\"canary\"}", 1_000.0));
    assertThat(collector.records).hasSize(10);
    assertThat(collector.records)
        .extracting(LogRecord::getMessage)
        .last()
        .asString()
        .contains("fraud", "512");
    assertThat(collector.records.get(0).getThrown()).hasMessage("no plan");
  }

  @Test
  void faultThatCannotBePrinted_isTold() {
    faults.onFault(new Unprintable(), 1);

    assertThat(collector.records)
        .singleElement()
        .extracting(LogRecord::getMessage)
        .asString()
        .endsWith(Unprintable.class.getName());
  }

  private static final class Unprintable extends RuntimeException {

    @Override
    public String toString() {
      throw new StackOverflowError();
    }
  }

  /** Prints what was thrown, as handlers do. */
  private static final class Collector extends Handler {

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      assertThat(String.valueOf(entry.getThrown())).isNotEmpty();
      records.add(entry);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
