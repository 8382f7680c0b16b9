package io.rhumb.gateway.deploy;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;

/** Values for the variables of {@code deploy/terraform}, and what the cloud would make of them. */
public record Regions(List<String> names) {

  /** The first of a few. */
  public static Regions of(int count) {
    return new Regions(
        List.of("us-central1", "us-east4", "europe-west4", "asia-northeast1", "us-west1")
            .subList(0, count));
  }

  /**
   * Of each variable without default.
   *
   * @param trust the PEM file
   */
  public JsonObject given(Path trust) {
    JsonObject regions = new JsonObject();
    for (int i = 0; i < names.size(); i++) {
      regions.put(names.get(i), region(i));
    }
    return new JsonObject()
        .put("project", "my-project")
        .put("image", "repository.example/rhumb@sha256:0")
        .put("collector_image", "repository.example/collector:1")
        .put("domains", List.of("predict.example.com"))
        .put("access", "none")
        .put("trust_file", trust.toString())
        .put("regions", regions)
        .put("most_regions", Math.max(4, names.size()));
  }

  private JsonObject region(int i) {
    String attachment = "projects/p/regions/" + names.get(i) + "/serviceAttachments/a";
    return new JsonObject()
        .put("subnet", "10.10." + i + ".0/26")
        .put("service_attachment", attachment)
        .put("endpoints", new JsonObject().put("linear", endpoint(i)));
  }

  /** The endpoint of a region. */
  public String endpoint(int i) {
    return String.valueOf(1001 + i);
  }

  /** The address that leads there. */
  public String address(int i) {
    return "10.10." + i + ".2";
  }

  /** What is known once it is applied. */
  public JsonObject told() {
    JsonObject addresses = new JsonObject();
    for (int i = 0; i < names.size(); i++) {
      addresses.put(names.get(i), new JsonObject().put("address", address(i)));
    }
    JsonObject project =
        new JsonObject().put("project_id", "my-project").put("number", "123456789");
    return new JsonObject()
        .put("google_compute_address.psc", addresses)
        .put("data.google_project.this", project);
  }
}
