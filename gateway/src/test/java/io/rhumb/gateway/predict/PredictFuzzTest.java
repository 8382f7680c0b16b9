package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.DispatchPolicy;
import io.rhumb.gateway.fuzz.Fuzz;
import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client may put into the headers that the gateway reads. */
final class PredictFuzzTest {

  private static final DispatchPolicy POLICY =
      new DispatchPolicy(30_000_000_000L, false, 10_000_000_000L, 3);

  @Test
  void requestId() {
    Fuzz.of(List.of("abc-1", "", "a".repeat(128), "a".repeat(129), "a b", "x\r\ny: z", "\u0130"))
        .run(proposed -> {
          String id = RequestId.of(proposed);
          assertThat(id).matches("[A-Za-z0-9_.:/=+-]{1,128}");
          assertThat(id.equals(proposed) || id.matches("[0-9a-f]{16}")).isTrue();
        });
  }

  @Test
  void deadline() {
    Fuzz.of(
            List.of(
                "30",
                "2.5",
                "0",
                "0.0000000001",
                "999999999.999999999",
                "1e9",
                "-1",
                "1500ms",
                "2s",
                "NaN",
                "\u0661"),
            "9999999999",
            ".",
            "Infinity",
            "0x1p3")
        .run(header -> {
          for (String name : List.of("x-server-timeout", "x-rhumb-timeout")) {
            MultiMap headers = MultiMap.caseInsensitiveMultiMap().add(name, header);
            DispatchPolicy policy = RequestDeadline.apply(POLICY, headers);
            if (policy != null) {
              assertThat(policy.timeoutNanos())
                  .isPositive()
                  .isLessThanOrEqualTo(POLICY.timeoutNanos());
              assertThat(header).matches("[0-9.]+( ?(ms|s|m|h))?");
            }
          }
        });
  }

  @Test
  void deadlineOverGrpc() {
    Fuzz.of(
            List.of("1S", "99999999H", "0n", "1500m", "100000000S", "-1S", "1 S", "\u0661S", ""),
            "S",
            "u")
        .run(header -> {
          MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("grpc-timeout", header);
          DispatchPolicy policy = GrpcDeadline.apply(POLICY, headers);
          if (policy != null) {
            assertThat(policy.timeoutNanos())
                .isPositive()
                .isLessThanOrEqualTo(POLICY.timeoutNanos());
            assertThat(header).matches("[0-9]{1,8}[HMSmun]");
          }
        });
  }

  /** A region that was misread would be one that the client did not allow. */
  @Test
  void regions() {
    Fuzz.of(
            List.of(
                "europe-west1",
                "europe-west1, europe-west4",
                " us-east4 ,us-central1",
                "us-east4,",
                "a".repeat(64),
                "\u0130",
                ""),
            ", ",
            ",",
            "europe-west1",
            ";",
            "*",
            "\t")
        .run(header -> {
          List<String> regions = RegionsHeader.parse(List.of(header));
          if (regions != null) {
            assertThat(regions)
                .isNotEmpty()
                .allMatch(region -> region.matches("[a-z][a-z0-9-]{0,62}"));
            assertThat(String.join(",", regions)).isEqualTo(withoutSpace(header));
          }
        });
  }

  private static String withoutSpace(String text) {
    return text.codePoints()
        .filter(c -> !Character.isWhitespace(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** An operation that was looked for elsewhere would have left its region. */
  @Test
  void operationName() {
    Fuzz.of(
            List.of(
                "projects/p/locations/europe-west4/endpoints/1/operations/2",
                "projects/p/locations/europe-west4/operations/2",
                "projects/p/locations//operations/2",
                "projects/p/locations/a/b/operations/",
                ""),
            "projects/",
            "/locations/",
            "/operations/",
            "..",
            "//")
        .run(name -> {
          try {
            String location = OperationName.of(name).location();
            assertThat(location).matches("[a-z][a-z0-9-]{0,62}");
            assertThat(name).matches("(?s)projects/[^/]*/locations/" + location + "/.*");
          } catch (RefusedException refused) {
            assertThat(refused.error().code()).isEqualTo(400);
          }
        });
  }
}
