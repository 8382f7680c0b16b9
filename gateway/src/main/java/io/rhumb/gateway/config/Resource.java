package io.rhumb.gateway.config;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a target serves, and under which names clients may ask for it. */
public sealed interface Resource {

  /** The ids by which clients may call a model that has this target, beside the model's own name. */
  List<String> ids();

  /** The name that the target wants as the value of {@code model} in a body of OpenAI's; empty: whatever is there. */
  Optional<String> bodyModel();

  /**
   * An endpoint of Vertex AI.
   *
   * @param project its project's id or number
   * @param location its region
   * @param id its id
   * @param deployedModel the id of the model on it that is meant by {@code deployedModels/{id}}; empty: none
   * @param bodyModel see {@link Resource#bodyModel}
   */
  record Endpoint(
      String project,
      String location,
      String id,
      Optional<String> deployedModel,
      Optional<String> bodyModel)
      implements Resource {

    /** Refuses what cannot be a part of a path. */
    public Endpoint {
      checkSegment("project", project);
      checkSegment("location", location);
      checkSegment("id", id);
      deployedModel.ifPresent(text -> checkSegment("deployedModel", text));
      Objects.requireNonNull(bodyModel, "bodyModel");
    }

    /** An endpoint without names of its own for the models on it. */
    public Endpoint(String project, String location, String id) {
      this(project, location, id, Optional.empty(), Optional.empty());
    }

    @Override
    public List<String> ids() {
      return List.of(id);
    }
  }

  /**
   * A publisher's model behind the API of its region.
   *
   * @param project the project that asks for it
   * @param location the region
   * @param publisher such as {@code google}
   * @param model such as {@code gemini-2.5-flash}
   */
  record PublisherModel(String project, String location, String publisher, String model)
      implements Resource {

    /** Refuses what cannot be a part of a path. */
    public PublisherModel {
      checkSegment("project", project);
      checkSegment("location", location);
      checkSegment("publisher", publisher);
      checkSegment("model", model);
    }

    /** Its name with its publisher before it, as OpenAI's clients write it. */
    public String name() {
      return publisher + "/" + model;
    }

    @Override
    public List<String> ids() {
      return List.of(name(), model);
    }

    @Override
    public Optional<String> bodyModel() {
      return Optional.of(name());
    }
  }

  /**
   * A path of any HTTP server.
   *
   * @param template with {@link TargetConfig#METHOD} where the method stands, if it does
   * @param bodyModel see {@link Resource#bodyModel}
   */
  record UrlPath(String template, Optional<String> bodyModel) implements Resource {

    // What would end the request line or start another part of the URL.
    private static final Pattern PATH = Pattern.compile("/[^\\s\\p{Cntrl}?#]*");

    /** Refuses what is no absolute path. */
    public UrlPath {
      Values.check(
          PATH.matcher(template).matches(),
          "path",
          template,
          "a path that starts with /, without query");
      Objects.requireNonNull(bodyModel, "bodyModel");
    }

    /** A path of a server that takes bodies as they are. */
    public UrlPath(String template) {
      this(template, Optional.empty());
    }

    @Override
    public List<String> ids() {
      return List.of();
    }
  }

  private static void checkSegment(String name, String value) {
    Values.check(Names.isSegment(value), name, value, "one segment of a path");
  }
}
