package io.rhumb.gateway.stub;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How a {@link RegionalStub} is to behave.
 *
 * @param endpoint what it stands for
 * @param host the address to listen on; default 127.0.0.1
 * @param port the port to listen on; zero, the default: a free one
 * @param plain whether to speak plain HTTP instead of TLS; default false
 * @param eventLoops on how many event loops to serve; default 1
 * @param service how long it takes and how much it takes at once; default {@link ServiceProfile#IMMEDIATE}
 * @param stream how it streams; default {@link StreamProfile#USUAL}
 * @param publisherModels the publishers' models that it serves, such as {@code google/gemini-2.5-flash}, which is the
 *     default
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
    StreamProfile stream,
    List<String> publisherModels,
    int responseBytes,
    boolean gzipResponses,
    long seed) {

  /** Answers stay within what Vertex would send. */
  private static final int MAX_RESPONSE_BYTES = 10 << 20;

  private static final Pattern MODEL = Pattern.compile("[a-z0-9-]+/[A-Za-z0-9._@-]+");

  /** Refuses figures out of range. */
  public RegionalStubConfig {
    check("port", port, 0, 65_535);
    check("eventLoops", eventLoops, 1, 1_024);
    check("responseBytes", responseBytes, 0, MAX_RESPONSE_BYTES);
    publisherModels = List.copyOf(publisherModels);
    publisherModels.forEach(RegionalStubConfig::checkModel);
  }

  /**
   * All defaults.
   *
   * @param endpoint what the stub stands for
   * @return the configuration
   */
  public static RegionalStubConfig of(VertexEndpoint endpoint) {
    return new RegionalStubConfig(
        endpoint,
        "127.0.0.1",
        0,
        false,
        1,
        ServiceProfile.IMMEDIATE,
        StreamProfile.USUAL,
        List.of("google/gemini-2.5-flash"),
        0,
        false,
        1);
  }

  /** The same on another address. */
  public RegionalStubConfig withHost(String newHost) {
    return new RegionalStubConfig(
        endpoint,
        newHost,
        port,
        plain,
        eventLoops,
        service,
        stream,
        publisherModels,
        responseBytes,
        gzipResponses,
        seed);
  }

  /** The same on another port. */
  public RegionalStubConfig withPort(int newPort) {
    return new RegionalStubConfig(
        endpoint,
        host,
        newPort,
        plain,
        eventLoops,
        service,
        stream,
        publisherModels,
        responseBytes,
        gzipResponses,
        seed);
  }

  /** The same in plain HTTP, or not. */
  public RegionalStubConfig withPlain(boolean newPlain) {
    return new RegionalStubConfig(
        endpoint,
        host,
        port,
        newPlain,
        eventLoops,
        service,
        stream,
        publisherModels,
        responseBytes,
        gzipResponses,
        seed);
  }

  /** The same on so many event loops. */
  public RegionalStubConfig withEventLoops(int newEventLoops) {
    return new RegionalStubConfig(
        endpoint,
        host,
        port,
        plain,
        newEventLoops,
        service,
        stream,
        publisherModels,
        responseBytes,
        gzipResponses,
        seed);
  }

  /** The same with another service profile. */
  public RegionalStubConfig withService(ServiceProfile newService) {
    return new RegionalStubConfig(
        endpoint,
        host,
        port,
        plain,
        eventLoops,
        newService,
        stream,
        publisherModels,
        responseBytes,
        gzipResponses,
        seed);
  }

  /** The same with other streams. */
  public RegionalStubConfig withStream(StreamProfile newStream) {
    return new RegionalStubConfig(
        endpoint,
        host,
        port,
        plain,
        eventLoops,
        service,
        newStream,
        publisherModels,
        responseBytes,
        gzipResponses,
        seed);
  }

  /** The same with other models of publishers. */
  public RegionalStubConfig withPublisherModels(List<String> newPublisherModels) {
    return new RegionalStubConfig(
        endpoint,
        host,
        port,
        plain,
        eventLoops,
        service,
        stream,
        newPublisherModels,
        responseBytes,
        gzipResponses,
        seed);
  }

  /** The same with answers of about so many bytes. */
  public RegionalStubConfig withResponseBytes(int newResponseBytes) {
    return new RegionalStubConfig(
        endpoint,
        host,
        port,
        plain,
        eventLoops,
        service,
        stream,
        publisherModels,
        newResponseBytes,
        gzipResponses,
        seed);
  }

  /** The same with gzip-encoded answers for whoever accepts them, or not. */
  public RegionalStubConfig withGzipResponses(boolean newGzipResponses) {
    return new RegionalStubConfig(
        endpoint,
        host,
        port,
        plain,
        eventLoops,
        service,
        stream,
        publisherModels,
        responseBytes,
        newGzipResponses,
        seed);
  }

  /** The same with another seed. */
  public RegionalStubConfig withSeed(long newSeed) {
    return new RegionalStubConfig(
        endpoint,
        host,
        port,
        plain,
        eventLoops,
        service,
        stream,
        publisherModels,
        responseBytes,
        gzipResponses,
        newSeed);
  }

  private static void checkModel(String model) {
    if (!MODEL.matcher(model).matches()) {
      throw new IllegalArgumentException("publisherModels: " + model
          + " (expected: a publisher and its model, such as google/gemini-2.5-flash)");
    }
  }

  private static void check(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + min + " to " + max + ")");
    }
  }
}
