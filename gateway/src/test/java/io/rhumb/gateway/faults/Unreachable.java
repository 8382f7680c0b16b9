package io.rhumb.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.DeafPort;
import io.rhumb.gateway.stub.Counters;
import io.rhumb.gateway.stub.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** Nobody can be reached at the local region's address, or nobody who is to be believed. Not one byte of a request goes there. */
final class Unreachable extends FaultRow {

  /** How the local region is made unreachable. */
  private interface Local {
    void addTo(Site site, Stage stage);
  }

  private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(1_500);

  private final Local local;
  private final Duration delay;

  private Unreachable(String number, String fault, Local local, Duration delay) {
    super(number, fault);
    this.local = local;
    this.delay = delay;
  }

  static List<FaultRow> all() {
    return List.of(
        new Unreachable("17a", "connect refused", Unreachable::refused, Duration.ZERO),
        new Unreachable(
            "17b", "black-holed address (SYN dropped)", Unreachable::deaf, CONNECT_TIMEOUT),
        new Unreachable("17c", "wrong certificate name", Unreachable::misnamed, Duration.ZERO),
        new Unreachable("17d", "expired certificate", Unreachable::expired, Duration.ZERO),
        new Unreachable("17e", "DNS failure", Unreachable::unknown, Duration.ZERO));
  }

  @Override
  Site site(Stage stage, String model) {
    Site site = new Site(stage, model);
    local.addTo(site, stage);
    return site.region(Site.NEXT);
  }

  @Override
  void play(Scene scene) {
    scene.site().regions().forEach(region -> region.counters().reset());
    // At once: one after the other, those into the black hole would take their time each.
    Answers first = scene.client().sendAtOnce(Breakers.FAILURES_TO_OPEN);
    Answers rest = scene.client().send(scene.form().pick(26, 296));
    Answers all = scene.sheet().add(first.and(rest));
    Counters counters = scene.site().regions().iterator().next().counters();
    boolean visited = scene.site().of(Site.LOCAL) != null;
    scene.sheet().reached(visited ? counters.connections() : 0);

    all.predictedBy(Site.NEXT).within(delay);
    assertThat(all.outcomesAt(Site.LOCAL)).isNotEmpty().containsOnly("unreachable");
    if (visited) {
      assertThat(counters.requests()).isZero();
    }
  }

  private static void refused(Site site, Stage stage) {
    site.region(Site.LOCAL).fault(Fault.refuse(), Site.LOCAL);
  }

  private static void deaf(Site site, Stage stage) {
    try {
      site.region(Site.LOCAL, "127.0.0.1", stage.keep(DeafPort.dropping()).number());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void misnamed(Site site, Stage stage) {
    site.region(Site.LOCAL, stage.authority.issue(Site.endpoint(Site.NEXT).names()));
  }

  private static void expired(Site site, Stage stage) {
    site.region(
        Site.LOCAL, stage.authority.issueExpired(Site.endpoint(Site.LOCAL).names()));
  }

  /** A name that never exists (RFC 6761, section 6.4). */
  private static void unknown(Site site, Stage stage) {
    site.region(Site.LOCAL, "nobody.invalid", 443);
  }
}
