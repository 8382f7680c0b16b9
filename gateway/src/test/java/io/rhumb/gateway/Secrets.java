package io.rhumb.gateway;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Requests with a secret in every place where a client can put one. */
public final class Secrets {

  /** Begins each; what is made of letters alone stands in no other word. */
  public static final String MARK = "topSecretXyzzy";

  private static final String BODY = "{\"instances\":[[1.0]]}";
  private static final String PLAIN = "x-plain: 1";

  private static final List<String> HEADERS = List.of(
      "authorization: Bearer " + MARK,
      "authorization: Basic "
          + Base64.getEncoder()
              .encodeToString((MARK + ":" + MARK).getBytes(StandardCharsets.US_ASCII))
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

  /** Each as it goes over the wire; the connection is to close after its answer. */
  public static List<byte[]> requests() {
    List<String> requests = new ArrayList<>();
    for (String header : HEADERS) {
      requests.add(request("/predict", header, BODY));
    }
    for (String target : TARGETS) {
      requests.add(request(target, PLAIN, BODY));
    }
    requests.add(request("/predict", PLAIN, "{\"instances\":\"" + MARK + "\"}"));
    requests.add(request("/predict", PLAIN, MARK));
    requests.add(request("/v1/chat/completions", PLAIN, "{\"model\":\"" + MARK + "\"}"));
    return requests.stream()
        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
        .toList();
  }

  /** Sends them all, and waits for their ends. */
  static void plant(World world) {
    List<RawClient> clients = requests().stream()
        .map(bytes -> RawClient.connect(world).send(Buffer.buffer(bytes)))
        .toList();
    clients.forEach(client -> World.await(client.closed()));
  }

  private static String request(String target, String header, String body) {
    return "POST " + target + " HTTP/1.1\r\nhost: x\r\nconnection: close\r\n" + header
        + "\r\ncontent-length: " + body.length() + "\r\n\r\n" + body;
  }
}
