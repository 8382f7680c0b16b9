package io.rhumb.gateway.stub;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The Vertex AI endpoint that a {@link RegionalStub} stands for.
 *
 * @param region the cloud region, such as {@code us-central1}
 * @param project the project's id
 * @param projectNumber the project's number, digits only
 * @param endpoint the endpoint's id
 */
public record VertexEndpoint(String region, String project, String projectNumber, String endpoint) {

  /** Whatever fits into one label of a DNS name, which the region and the endpoint's id become part of. */
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");

  private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9.:_-]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  /** Refuses what cannot stand in a name or a path. */
  public VertexEndpoint {
    check("region", region, LABEL, "a cloud region such as us-central1");
    check("project", project, PROJECT, "a project id");
    check("projectNumber", projectNumber, NUMBER, "digits");
    check("endpoint", endpoint, LABEL, "an endpoint id of lower-case letters, digits and dashes");
  }

  /** The name behind Private Service Connect. */
  public String pscName() {
    return endpoint + "-" + region + "-" + projectNumber + ".prediction.p.vertexai.goog";
  }

  /** The region's shared public name. */
  public String publicName() {
    return region + "-aiplatform.googleapis.com";
  }

  /** The name of a dedicated public endpoint. */
  public String dedicatedName() {
    return endpoint + "." + region + "-" + projectNumber + ".prediction.vertexai.goog";
  }

  /** All three names: what the certificate bears, and what SNI and Host may be. */
  public List<String> names() {
    return List.of(pscName(), publicName(), dedicatedName());
  }

  /**
   * The path of a call, in version {@code v1} and by the project's id.
   *
   * @param method such as {@code predict}
   * @return the path
   */
  public String path(String method) {
    return own() + ":" + method;
  }

  /**
   * The path of what lies below the endpoint.
   *
   * @param tail such as {@code chat/completions} or {@code invoke/v1/score}
   * @return the path
   */
  public String tail(String tail) {
    return own() + "/" + tail;
  }

  /**
   * The path of one of OpenAI's methods, for the publishers' models.
   *
   * @param tail such as {@code chat/completions} or {@code embeddings}
   * @return the path
   */
  public String openapi(String tail) {
    return "/v1/" + location(project) + "/endpoints/openapi/" + tail;
  }

  /**
   * The path of a call to a publisher's model.
   *
   * @param model such as {@code google/gemini-2.5-flash}
   * @param method such as {@code generateContent}
   * @return the path
   */
  public String publisher(String model, String method) {
    return "/v1/" + location(project) + "/" + publisherModel(model) + ":" + method;
  }

  /** The id of what is deployed on the endpoint; it depends on the region alone. */
  public String deployedModel() {
    return Serial.digits(4, region);
  }

  /** The name of the region as a resource. */
  String location(String projectOrNumber) {
    return "projects/" + projectOrNumber + "/locations/" + region;
  }

  /** The name of a publisher's model below its region. */
  static String publisherModel(String model) {
    return "publishers/" + model.replaceFirst("/", "/models/");
  }

  private String own() {
    return "/v1/" + location(project) + "/endpoints/" + endpoint;
  }

  private static void check(String name, String value, Pattern pattern, String expected) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
