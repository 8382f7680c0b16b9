package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that a target does not take in have more direct memory than a gateway may have. */
@Tag("alone")
class DirectMemoryIT {

  /** Room for a pool of 4 MiB and two bodies. */
  private static final String JVM =
      "-Xmx512m -XX:MaxDirectMemorySize=24m -XX:+ExitOnOutOfMemoryError";

  private static final String BODY = "x".repeat(8 << 20);
  private static final int REQUESTS = 12;

  private static final Pattern FULL_COLLECTIONS =
      Pattern.compile("jvm_gc_collections_total\\{gc=\"MarkSweepCompact\"} (\\S+)");

  @TempDir
  private Path folder;

  // The JDK's own way of allocating collects all garbage first, and then waits for half a second
  // whether some was freed.
  @Test
  void whatFindsNoRoomInIt_isRefusedAtOnce() throws IOException {
    try (ServerSocket neverReads = new ServerSocket(0, REQUESTS, InetAddress.getLoopbackAddress());
        GatewayProcess gateway = GatewayProcess.start(config(neverReads.getLocalPort()), JVM)) {
      double before = fullCollections(gateway);
      List<CompletableFuture<HttpResponse<String>>> answers = Stream.generate(
              () -> Http.predictAsync(gateway.port(), BODY, "content-type", "application/json"))
          .limit(REQUESTS)
          .toList();

      List<Integer> statuses =
          answers.stream().map(answer -> Await.await(answer).statusCode()).toList();

      assertThat(statuses).filteredOn(status -> status == 429).hasSizeGreaterThan(REQUESTS / 2);
      assertThat(fullCollections(gateway) - before).isLessThan(REQUESTS / 2.0);
    }
  }

  /** The few that find room wait for their target in vain. */
  private Path config(int port) throws IOException {
    return Files.writeString(
        folder.resolve("gateway.yaml"),
        """
        local-region: here
        server: {host: 127.0.0.1, port: 0}
        management: {port: 0}
        models:
          m:
            timeout: 3s
            targets: [{region: here, kind: url, url: "http://127.0.0.1:%d", credential: none}]
        """
            .formatted(port));
  }

  private static double fullCollections(GatewayProcess gateway) {
    String page = Http.get(gateway.managementPort(), "/metrics").body();
    assertThat(page).containsPattern(FULL_COLLECTIONS);
    return FULL_COLLECTIONS
        .matcher(page)
        .results()
        .map(MatchResult::group)
        .mapToDouble(sample -> Double.parseDouble(sample.substring(sample.lastIndexOf(' ') + 1)))
        .sum();
  }
}
