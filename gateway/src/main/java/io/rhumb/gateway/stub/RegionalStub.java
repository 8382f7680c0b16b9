package io.rhumb.gateway.stub;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * A strict stand-in of one region of Vertex AI: HTTPS (HTTP/1.1 and HTTP/2), the reference's linear regression, a service
 * time, a bounded number of slots, faults on demand. All methods are thread-safe and do not block; changes take place one
 * after the other, in the order of the calls.
 */
public final class RegionalStub {

  private final Region region;
  private final Listeners listeners;
  private final Changes changes = new Changes();
  private boolean running;
  private volatile int port;

  private RegionalStub(
      Vertx vertx,
      RegionalStubConfig config,
      TokenIssuer tokens,
      @Nullable IssuedCertificate certificate) {
    this.region = new Region(config, tokens);
    this.listeners =
        new Listeners(vertx, config, newPort -> new RegionalVerticle(region, certificate, newPort));
    this.port = config.port();
  }

  /**
   * A stub with a certificate for all its names; not started yet. Takes some milliseconds of CPU.
   *
   * @param vertx on whose event loops it serves
   * @param config how it behaves
   * @param tokens which bearer tokens are good
   * @param authority who signs the certificate; not used by a plain stub
   * @return the stub
   */
  public static RegionalStub create(
      Vertx vertx, RegionalStubConfig config, TokenIssuer tokens, ThrowawayAuthority authority) {
    IssuedCertificate certificate =
        config.plain() ? null : authority.issue(config.endpoint().names());
    return new RegionalStub(vertx, config, tokens, certificate);
  }

  /**
   * A stub with this certificate, perhaps an expired one or for other names; not started yet.
   *
   * @param vertx on whose event loops it serves
   * @param config how it behaves
   * @param tokens which bearer tokens are good
   * @param certificate what it shows to those who ask for one of its names; not used by a plain stub
   * @return the stub
   */
  public static RegionalStub create(
      Vertx vertx, RegionalStubConfig config, TokenIssuer tokens, IssuedCertificate certificate) {
    return new RegionalStub(vertx, config, tokens, config.plain() ? null : certificate);
  }

  /**
   * Begins to listen; nothing if it does already. While a fault refuses all connections it listens only once healed.
   *
   * @return the port; fails if it is taken
   */
  public Future<Integer> start() {
    return changes.then(() -> {
      running = true;
      return settle().map(done -> port);
    });
  }

  /**
   * Listens no more and closes all connections. It may be started again, then on the same port.
   *
   * @return completes once the port is free
   */
  public Future<Void> stop() {
    return changes.then(() -> {
      running = false;
      return settle();
    });
  }

  /** The port that it listens on, or did; 0 before the first start unless one is configured. */
  public int port() {
    return port;
  }

  /** How it was configured. */
  public RegionalStubConfig config() {
    return region.config;
  }

  /** What reached it. */
  public Counters counters() {
    return region.counters;
  }

  /** The fault of the moment, or null. */
  public @Nullable Fault fault() {
    return region.fault.get();
  }

  /**
   * From now on this goes wrong, instead of what went wrong before.
   *
   * @param fault what
   * @return completes once it is so; fails if that takes listening again and the port was taken meanwhile
   */
  public Future<Void> fault(Fault fault) {
    return changes.then(() -> {
      region.fault.set(fault);
      return settle();
    });
  }

  /**
   * From now on nothing goes wrong. A request that a fault has struck already stays so.
   *
   * @return completes once it is so; fails if that takes listening again and the port was taken meanwhile
   */
  public Future<Void> heal() {
    return changes.then(() -> {
      region.fault.set(null);
      return settle();
    });
  }

  /** Listens or not, as it should by now. */
  private Future<Void> settle() {
    boolean wanted = running && !region.fault.refusesAll();
    if (wanted == listeners.isOpen()) {
      return Future.succeededFuture();
    }
    return wanted
        ? listeners.open(port).onSuccess(actual -> port = actual).mapEmpty()
        : listeners.close(port);
  }
}
