package io.rhumb.gateway.stub;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** What the metadata server says at which path. */
final class MetadataAnswers {

  static final String TOKEN_PATH = "/computeMetadata/v1/instance/service-accounts/default/token";

  private static final String FLAVOR_HEADER = "Metadata-Flavor";
  private static final String FLAVOR = "Google";

  private final MetadataStubConfig config;
  private final TokenCache tokens;

  MetadataAnswers(MetadataStubConfig config, TokenCache tokens) {
    this.config = config;
    this.tokens = tokens;
  }

  /** A healthy answer. */
  void answer(HttpServerRequest request) {
    if (!FLAVOR.equals(request.getHeader(FLAVOR_HEADER))) {
      text(request, 403, "Missing Metadata-Flavor:Google header.");
      return;
    }
    switch (request.path()) {
      case "/" -> text(request, 200, "computeMetadata/\n");
      case TOKEN_PATH -> send(request, 200, "application/json", tokens.answer().encode());
      case "/computeMetadata/v1/instance/region" ->
        text(request, 200, "projects/" + config.projectNumber() + "/regions/" + config.region());
      case "/computeMetadata/v1/project/project-id" -> text(request, 200, config.project());
      case "/computeMetadata/v1/project/numeric-project-id" ->
        text(request, 200, config.projectNumber());
      default -> text(request, 404, "Not Found");
    }
  }

  void unavailable(HttpServerRequest request) {
    text(request, 503, "Service Unavailable");
  }

  /** Says 200, and not even the header that proves who it is. */
  void garbage(HttpServerRequest request) {
    request
        .response()
        .putHeader("content-type", "text/html")
        .end("<html><body>Please log in</body></html>");
  }

  private static void text(HttpServerRequest request, int status, String body) {
    send(request, status, "application/text", body);
  }

  private static void send(HttpServerRequest request, int status, String type, String body) {
    HttpServerResponse response = request.response();
    if (!response.closed()) {
      response
          .setStatusCode(status)
          .putHeader(FLAVOR_HEADER, FLAVOR)
          .putHeader("content-type", type)
          .putHeader("server", "Metadata Server for VM")
          .end(body);
    }
  }
}
