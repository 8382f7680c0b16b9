package io.rhumb.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Calls to the ports on which operators ask and say things. */
final class Http {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Http() {}

  /** The body of an answer 200; any other fails. */
  static String get(String uri) {
    return ok(HttpRequest.newBuilder(URI.create(uri)).build());
  }

  static void put(String uri, String body) {
    ok(HttpRequest.newBuilder(URI.create(uri))
        .PUT(BodyPublishers.ofString(body))
        .build());
  }

  static void delete(String uri) {
    ok(HttpRequest.newBuilder(URI.create(uri)).DELETE().build());
  }

  static HttpResponse<String> send(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String ok(HttpRequest request) {
    HttpResponse<String> response = send(request);
    if (response.statusCode() != 200) {
      throw new AssertionError(request + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }
}
