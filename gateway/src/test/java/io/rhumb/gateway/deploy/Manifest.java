package io.rhumb.gateway.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Manifests, read into the types that fabric8 generates from what Kubernetes and Knative publish, more strictly than a
 * server would: each key has to be one of the type's, once, and its value of the very type that it should have.
 */
final class Manifest {

  private static final ObjectMapper STRICT = strict();

  private final Map<String, Map<?, ?>> documents = new LinkedHashMap<>();

  private Manifest() {}

  /** The documents of a file. */
  static Manifest parse(String yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Manifest manifest = new Manifest();
    for (Object document : new Yaml(new SafeConstructor(options)).loadAll(yaml)) {
      Map<?, ?> map = (Map<?, ?>) document;
      String kind = map.get("apiVersion") + "/" + map.get("kind");
      if (manifest.documents.put(kind, map) != null) {
        throw new IllegalArgumentException(kind + ": twice (expected: once)");
      }
    }
    return manifest;
  }

  /** Its kinds, with their versions. */
  List<String> kinds() {
    return List.copyOf(documents.keySet());
  }

  /**
   * The document of a kind.
   *
   * @throws IllegalArgumentException if there is none, or it does not fit the type
   */
  <T> T read(String kind, Class<T> type) {
    Map<?, ?> document = documents.get(kind);
    if (document == null) {
      throw new IllegalArgumentException(kind + ": missing (expected: one of " + kinds() + ")");
    }
    return STRICT.convertValue(document, type);
  }

  private static ObjectMapper strict() {
    return JsonMapper.builder()
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfig(LogicalType.Textual, text -> {
          text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
          text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
          text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        })
        .annotationIntrospector(new WithoutDrawers())
        .build();
  }

  /** The types keep what they do not know in a drawer; without it, Jackson complains. */
  private static final class WithoutDrawers extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }
}
