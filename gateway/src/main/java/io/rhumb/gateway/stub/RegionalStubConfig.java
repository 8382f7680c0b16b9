package io.rhumb.gateway.stub;

/**
 * How a {@link RegionalStub} is to behave.
 *
 * @param endpoint what it stands for
 * @param host the address to listen on; default 127.0.0.1
 * @param port the port to listen on; zero, the default: a free one
 * @param plain whether to speak plain HTTP instead of TLS; default false
 * @param eventLoops on how many event loops to serve; default 1
 * @param service how long it takes and how much it takes at once; default {@link ServiceProfile#IMMEDIATE}
 * @param responseBytes about how long an answer is, by means of padding; default 0: no padding
 * @param gzipResponses whether answers are gzip-encoded for whoever accepts that; default false
 * @param seed of the service times and of the shares of faults; default 1
 */
public record RegionalStubConfig(
    VertexEndpoint endpoint,
    String host,
    int port,
    boolean plain,
    int eventLoops,
    ServiceProfile service,
    int responseBytes,
    boolean gzipResponses,
    long seed) {

  /** Answers stay within what Vertex would send. */
  private static final int MAX_RESPONSE_BYTES = 10 << 20;

  /** Refuses figures out of range. */
  public RegionalStubConfig {
    check("port", port, 0, 65_535);
    check("eventLoops", eventLoops, 1, 1_024);
    check("responseBytes", responseBytes, 0, MAX_RESPONSE_BYTES);
  }

  /**
   * All defaults.
   *
   * @param endpoint what the stub stands for
   * @return the configuration
   */
  public static RegionalStubConfig of(VertexEndpoint endpoint) {
    return new RegionalStubConfig(
        endpoint, "127.0.0.1", 0, false, 1, ServiceProfile.IMMEDIATE, 0, false, 1);
  }

  /** The same on another address. */
  public RegionalStubConfig withHost(String newHost) {
    return new RegionalStubConfig(
        endpoint, newHost, port, plain, eventLoops, service, responseBytes, gzipResponses, seed);
  }

  /** The same on another port. */
  public RegionalStubConfig withPort(int newPort) {
    return new RegionalStubConfig(
        endpoint, host, newPort, plain, eventLoops, service, responseBytes, gzipResponses, seed);
  }

  /** The same in plain HTTP, or not. */
  public RegionalStubConfig withPlain(boolean newPlain) {
    return new RegionalStubConfig(
        endpoint, host, port, newPlain, eventLoops, service, responseBytes, gzipResponses, seed);
  }

  /** The same on so many event loops. */
  public RegionalStubConfig withEventLoops(int newEventLoops) {
    return new RegionalStubConfig(
        endpoint, host, port, plain, newEventLoops, service, responseBytes, gzipResponses, seed);
  }

  /** The same with another service profile. */
  public RegionalStubConfig withService(ServiceProfile newService) {
    return new RegionalStubConfig(
        endpoint, host, port, plain, eventLoops, newService, responseBytes, gzipResponses, seed);
  }

  /** The same with answers of about so many bytes. */
  public RegionalStubConfig withResponseBytes(int newResponseBytes) {
    return new RegionalStubConfig(
        endpoint, host, port, plain, eventLoops, service, newResponseBytes, gzipResponses, seed);
  }

  /** The same with gzip-encoded answers for whoever accepts them, or not. */
  public RegionalStubConfig withGzipResponses(boolean newGzipResponses) {
    return new RegionalStubConfig(
        endpoint, host, port, plain, eventLoops, service, responseBytes, newGzipResponses, seed);
  }

  /** The same with another seed. */
  public RegionalStubConfig withSeed(long newSeed) {
    return new RegionalStubConfig(
        endpoint, host, port, plain, eventLoops, service, responseBytes, gzipResponses, newSeed);
  }

  private static void check(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + min + " to " + max + ")");
    }
  }
}
