package io.rhumb.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.parsetools.RecordParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Somebody who watches the console's feed, without a browser. */
final class EventReader implements AutoCloseable {

  /** One event. */
  record Event(String name, String id, JsonObject data) {}

  private final HttpClient client;
  private final HttpClientResponse response;
  private final List<Event> events = new ArrayList<>();
  private final Map<Predicate<Event>, Promise<Event>> awaited = new java.util.LinkedHashMap<>();
  private final Promise<Void> end = Promise.promise();

  private EventReader(HttpClient client, HttpClientResponse response) {
    this.client = client;
    this.response = response;
    if (response.statusCode() == 200) {
      RecordParser parser = RecordParser.newDelimited("\n\n", text -> take(text.toString()));
      response.handler(parser);
    }
    response.endHandler(v -> end.tryComplete()).exceptionHandler(broken -> end.tryComplete());
    response.resume();
  }

  static EventReader open(Vertx vertx, int port, String path, Map<String, String> headers) {
    HttpClient client = vertx.createHttpClient();
    RequestOptions options = new RequestOptions()
        .setMethod(HttpMethod.GET)
        .setHost("127.0.0.1")
        .setPort(port)
        .setURI(path);
    headers.forEach(options::putHeader);
    return World.await(client.request(options).compose(request -> request.send().map(response -> {
      response.pause();
      return new EventReader(client, response);
    })));
  }

  int status() {
    return response.statusCode();
  }

  String header(String name) {
    return response.getHeader(name);
  }

  /** The first event, of those that came or will come, that is like this. */
  Event await(Predicate<Event> wanted) {
    Promise<Event> found = Promise.promise();
    synchronized (this) {
      events.stream().filter(wanted).findFirst().ifPresent(found::tryComplete);
      awaited.put(wanted, found);
    }
    return World.await(found.future());
  }

  Event await(String name) {
    return await(event -> event.name().equals(name));
  }

  /** Completes once the server ends it. */
  Future<Void> ended() {
    return end.future();
  }

  private synchronized void take(String text) {
    Event event = parse(text);
    events.add(event);
    awaited.forEach((wanted, promise) -> {
      if (wanted.test(event)) {
        promise.tryComplete(event);
      }
    });
  }

  private static Event parse(String text) {
    String name = "";
    String id = "";
    String data = "{}";
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      }
    }
    return new Event(name, id, new JsonObject(data));
  }

  @Override
  public void close() {
    World.await(client.close());
  }
}
