package io.rhumb.gateway.target;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.regex.Pattern;

/** The project that this gateway runs in, as the metadata server tells it. */
public final class ProjectId {

  private static final String PATH = "/computeMetadata/v1/project/project-id";
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.:-]{0,62}");
  private static final long MILLIS = 2_000;

  private ProjectId() {}

  /** Asks once; fails if there is no server, within two seconds, that knows. */
  public static Future<String> ask(Vertx vertx, String metadataHost) {
    HostAndPort server = HostAndPort.parseAuthority(metadataHost, 80);
    if (server == null) {
      return Future.failedFuture(metadataHost + " (expected: host or host:port)");
    }
    WebClient client = LocalRegion.client(vertx);
    return client
        .get(server.port(), server.host(), PATH)
        .putHeader("Metadata-Flavor", "Google")
        .timeout(MILLIS)
        .send()
        .compose(ProjectId::read)
        .onComplete(answer -> client.close());
  }

  private static <T> Future<String> read(HttpResponse<T> answer) {
    String body = answer.bodyAsString();
    String id = body == null ? "" : body.strip();
    boolean told = answer.statusCode() == 200
        && "Google".equals(answer.getHeader("Metadata-Flavor"))
        && ID.matcher(id).matches();
    return told ? Future.succeededFuture(id) : Future.failedFuture("not told");
  }
}
