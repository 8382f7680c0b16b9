package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.MetadataFault;
import java.time.Duration;
import java.util.List;

/**
 * Nothing of use comes from the metadata server while the token at hand is due to be replaced. Requests go on with that, and once the
 * server is well again there is a new one.
 */
final class MetadataOutage extends FaultRow {

  /**
   * The gateway asks for a new token at half of this life, or 225 s before the end of a longer one; the outage begins with a token that is
   * new, and ends soon after that.
   */
  private static final Duration SHORT_LIFE = Duration.ofSeconds(13);

  private static final Duration SHORT = Duration.ofMillis(6_800);
  private static final Duration MARGIN = Duration.ofSeconds(225);
  private static final Duration PERIOD = Duration.ofMillis(50);

  /** Longer than the gateway waits between two tries. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** In the full form longer than a fetch may take, in the short one no longer than the token lasts. */
  private static final Duration SLOW =
      Form.ofProperty().pick(Duration.ofMillis(1_500), Duration.ofSeconds(15));

  private final MetadataFault sickness;
  private final Duration full;

  private MetadataOutage(String number, String fault, MetadataFault sickness, Duration full) {
    super(number, fault);
    this.sickness = sickness;
    this.full = full;
  }

  static List<FaultRow> all() {
    Duration shorter = Duration.ofSeconds(90);
    return List.of(
        new MetadataOutage(
            "23a",
            "metadata server down for 5 min",
            new MetadataFault.Refuse(),
            Duration.ofMinutes(5)),
        new MetadataOutage("23b", "metadata server slow", new MetadataFault.Slow(SLOW), shorter),
        new MetadataOutage(
            "23c", "metadata server answers garbage", new MetadataFault.Garbage(), shorter));
  }

  /** In the full form it takes minutes. */
  @Override
  int repeats(Form form) {
    return 1;
  }

  @Override
  boolean alone() {
    return true;
  }

  @Override
  boolean quiet() {
    return true;
  }

  @Override
  Site site(Stage stage, String model) {
    return super.site(stage, model).metadata(Form.ofProperty().pick(SHORT_LIFE, fullLife()));
  }

  /** The token becomes due when four fifths of the outage have passed, and lives for minutes after it. */
  private Duration fullLife() {
    return full.multipliedBy(4).dividedBy(5).plus(MARGIN);
  }

  @Override
  void play(Scene scene) {
    scene.warmUp();
    scene.outliveForcedRefresh();
    Site site = scene.site();
    site.revokeToken();
    scene.client().send(1).predictedBy(Site.LOCAL);
    String token = site.metadata().currentToken().value();
    long asked = site.metadata().tokenRequests();

    Stage.await(site.metadata().fault(sickness));
    int requests = Math.toIntExact(scene.form().pick(SHORT, full).dividedBy(PERIOD));
    Answers without = scene.sheet().add(scene.client().pace(requests, PERIOD));
    without.predicted().within(Duration.ZERO).afterOneAttempt();
    assertThat(site.metadata().tokenRequests() > asked || warned(scene)).isTrue();

    Stage.await(site.metadata().heal());
    awaitOtherThan(token, scene);
  }

  /** Every request passes until then, and after. */
  private static void awaitOtherThan(String token, Scene scene) {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (scene.site().metadata().currentToken().value().equals(token)) {
      assertThat(System.nanoTime()).as("no new token").isLessThan(giveUp);
      scene.client().send(1).predictedBy(Site.LOCAL);
    }
    scene.client().send(1).predictedBy(Site.LOCAL);
  }

  /** Where nobody listens, nobody counts who asked. */
  private static boolean warned(Scene scene) {
    return scene.gateway().process().err().stream().anyMatch(line -> line.contains("WARNING"));
  }
}
