package io.rhumb.gateway.stub;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Operations that take long, and are done by the time that somebody asks. Known only where they began. Thread-safe. */
final class LongRunning {

  private static final Set<String> BEGIN_FIELDS = Set.of("instances", "parameters", "labels");
  private static final Set<String> FETCH_FIELDS = Set.of("operationName");

  /** The resource whose operation it is, by the operation's name. */
  private final Map<String, String> operations = new ConcurrentHashMap<>();

  private final Serial serial;

  LongRunning(Serial serial) {
    this.serial = serial;
  }

  /** Begins one. */
  Answer begin(Invocation call) throws RefusedException {
    JsonBody.list(JsonBody.read(call.body(), BEGIN_FIELDS), "instances");
    String resource = call.route().name();
    String operation = resource + "/operations/" + serial.next();
    operations.put(operation, resource);
    return Answer.json(new JsonObject().put("name", operation), 0);
  }

  /** What became of it; 404 unless it began here, on this resource. */
  Answer fetch(Invocation call) throws RefusedException {
    String operation = JsonBody.text(JsonBody.read(call.body(), FETCH_FIELDS), "operationName");
    if (!call.route().name().equals(operations.get(operation))) {
      throw new RefusedException(404, "The Operation does not exist: " + operation + ".");
    }
    // The form of the one family of models that is asked like this: videos.
    JsonObject video =
        new JsonObject().put("gcsUri", "gs://stub/video.mp4").put("mimeType", "video/mp4");
    JsonObject response = new JsonObject()
        .put("@type", "type.googleapis.com/cloud.ai.large_models.vision.GenerateVideoResponse")
        .put("raiMediaFilteredCount", 0)
        .put("videos", new JsonArray().add(video));
    return Answer.json(
        new JsonObject().put("name", operation).put("done", true).put("response", response), 0);
  }
}
