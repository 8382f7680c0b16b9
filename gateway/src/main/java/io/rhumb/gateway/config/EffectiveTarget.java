package io.rhumb.gateway.config;

import java.util.Map;

/** A target as it is in force. Which Vertex AI's kind it was written as its server's name tells. */
final class EffectiveTarget {

  private EffectiveTarget() {}

  static Map<String, Object> of(TargetConfig target) {
    Entries entries = new Entries().put(Keys.REGION, target.region()).put(Keys.ID, target.id());
    if (target.resource() instanceof Resource.UrlPath path) {
      url(entries, target, path);
    } else {
      vertex(entries, target);
    }
    if (!(target.resource() instanceof Resource.PublisherModel)) {
      target.resource().bodyModel().ifPresent(name -> entries.put(Keys.BODY_MODEL, name));
    }
    if (target.tls()) {
      entries.put(Keys.TRUST, trust(target.trust()));
    }
    return entries
        .put(Keys.CREDENTIAL, EffectiveCredential.of(target.credential()))
        .map();
  }

  private static void url(Entries entries, TargetConfig target, Resource.UrlPath path) {
    String scheme = target.tls() ? "https://" : "http://";
    entries
        .put(Keys.KIND, TargetKind.URL.word())
        .put(Keys.URL, scheme + target.serverName() + ":" + target.port())
        .put(Keys.PATH, path.template())
        .put(Keys.ADDRESS, target.connectHost());
  }

  private static void vertex(Entries entries, TargetConfig target) {
    entries
        .put(Keys.KIND, kind(target).word())
        .put(Keys.ADDRESS, target.connectHost())
        .put(Keys.TARGET_PORT, target.port())
        .put(Keys.SERVER_NAME, target.serverName());
    if (target.resource() instanceof Resource.Endpoint endpoint) {
      entries.put(Keys.PROJECT, endpoint.project()).put(Keys.ENDPOINT, endpoint.id());
      endpoint.deployedModel().ifPresent(id -> entries.put(Keys.DEPLOYED_MODEL, id));
    } else if (target.resource() instanceof Resource.PublisherModel model) {
      entries.put(Keys.PROJECT, model.project()).put(Keys.PUBLISHER_MODEL, model.name());
    }
  }

  private static TargetKind kind(TargetConfig target) {
    if (target.resource() instanceof Resource.PublisherModel
        || target.serverName().endsWith(".googleapis.com")) {
      return TargetKind.PUBLIC;
    }
    return target.serverName().endsWith(".prediction.vertexai.goog")
        ? TargetKind.DEDICATED
        : TargetKind.PSC;
  }

  private static Object trust(TrustConfig trust) {
    if (trust instanceof TrustConfig.PemTrust pem) {
      return Map.of(Keys.PEM.name(), pem.path().toString());
    }
    return trust instanceof TrustConfig.InsecureTrust ? "insecure" : "system";
  }
}
