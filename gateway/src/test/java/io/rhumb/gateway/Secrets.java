package io.rhumb.gateway;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Requests with a secret in every place where a client can put one. */
final class Secrets {

  /** Begins each; what is made of letters alone stands in no other word. */
  static final String MARK = "topSecretXyzzy";

  private static final List<String> HEADERS = List.of(
      "authorization: Bearer " + MARK,
      "authorization: Basic "
          + Base64.getEncoder()
              .encodeToString(
                  (MARK + ":" + MARK).getBytes(java.nio.charset.StandardCharsets.US_ASCII))
          + MARK,
      "proxy-authorization: Bearer " + MARK,
      "x-api-key: " + MARK,
      "x-goog-api-key: " + MARK,
      "cookie: session=" + MARK,
      "x-" + MARK + ": 1",
      "x-goog-user-project: " + MARK,
      "x-request-id: not harmless, " + MARK,
      "x-cloud-trace-context: " + MARK,
      "traceparent: " + MARK,
      "tracestate: a=" + MARK,
      "referer: http://x/" + MARK,
      "x-forwarded-for: " + MARK,
      "x-rhumb-timeout: " + MARK,
      "x-rhumb-strategy: " + MARK,
      "x-rhumb-regions: " + MARK,
      "expect: " + MARK,
      "content-type: " + MARK);

  private static final List<String> TARGETS = List.of(
      "/predict?key=" + MARK,
      "/predict?access_token=" + MARK + "&oauth_token=" + MARK,
      "/predict%3Fkey=" + MARK,
      "/predict;key=" + MARK,
      "/nothing/here?key=" + MARK,
      "/user:" + MARK + "@host/predict",
      "http://user:" + MARK + "@host/predict",
      "http://user:" + MARK + "@host/nothing",
      "http://host?a=/" + MARK);

  private Secrets() {}

  /** Sends them all, and waits for their ends. */
  static void plant(World world) {
    List<RawClient> clients = new ArrayList<>();
    for (String header : HEADERS) {
      clients.add(send(world, "/predict", header, World.BODY));
    }
    for (String target : TARGETS) {
      clients.add(send(world, target, "x-plain: 1", World.BODY));
    }
    clients.add(send(world, "/predict", "x-plain: 1", "{\"instances\":\"" + MARK + "\"}"));
    clients.add(send(world, "/predict", "x-plain: 1", MARK));
    clients.add(send(world, "/v1/chat/completions", "x-plain: 1", "{\"model\":\"" + MARK + "\"}"));
    for (RawClient client : clients) {
      World.await(client.closed());
    }
  }

  private static RawClient send(World world, String target, String header, String body) {
    return RawClient.connect(world)
        .send(Buffer.buffer("POST " + target + " HTTP/1.1\r\nhost: x\r\nconnection: close\r\n"
            + header + "\r\ncontent-length: " + body.length() + "\r\n\r\n" + body));
  }
}
