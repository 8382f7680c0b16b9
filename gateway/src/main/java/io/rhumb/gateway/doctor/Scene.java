package io.rhumb.gateway.doctor;

import io.rhumb.gateway.config.CredentialConfig.NoCredential;
import io.rhumb.gateway.config.Resource;
import io.rhumb.gateway.config.TargetConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A finding, and what else was seen at the same time.
 *
 * @param report of the target that it is of
 * @param all reports, that one too
 * @param localRegion the region that this is in; empty: not known
 */
record Scene(
    TargetReport report, Finding finding, List<TargetReport> all, Optional<String> localRegion) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z-]+)}");

  /** Names of endpoints behind Private Service Connect, see {@code TargetKind}. */
  private static final String PSC = ".prediction.p.vertexai.goog";

  private static final String DEDICATED = ".prediction.vertexai.goog";
  private static final String SHARED = ".googleapis.com";

  TargetConfig target() {
    return report.subject().target();
  }

  boolean isPsc() {
    return target().serverName().endsWith(PSC);
  }

  boolean isDedicated() {
    return target().serverName().endsWith(DEDICATED);
  }

  boolean isShared() {
    return target().serverName().endsWith(SHARED);
  }

  boolean isPublisherModel() {
    return target().resource() instanceof Resource.PublisherModel;
  }

  boolean isUrl() {
    return target().resource() instanceof Resource.UrlPath;
  }

  boolean tellsNothing() {
    return target().credential() instanceof NoCredential;
  }

  boolean isPrivate() {
    return report.isPrivate();
  }

  boolean isUnreachableFromCloudRun() {
    return report.address() != null && Addresses.isIn192168001(report.address());
  }

  /** Whether it is in the region that this is in. */
  boolean isLocal() {
    return localRegion.filter(target().region()::equals).isPresent();
  }

  /** Whether there are several names, and none of them has an address. */
  boolean noNameIsKnown() {
    List<Status> names = all.stream()
        .flatMap(other -> other.findings().stream())
        .filter(other -> other.step() == Step.DNS && other.status() != Status.SKIPPED)
        .map(Finding::status)
        .toList();
    return names.size() > 1 && names.stream().allMatch(Status.FAILED::equals);
  }

  /** Whether another private address answers. */
  boolean anotherPrivateConnects() {
    return all.stream().anyMatch(other -> other.isPrivate() && other.connects());
  }

  /** Whether one of the private addresses is known to be in the region that this is in. */
  boolean hasLocalPrivate() {
    return all.stream()
        .anyMatch(other -> other.isPrivate()
            && localRegion.filter(other.subject().target().region()::equals).isPresent());
  }

  /** Whether a fact is so. */
  boolean fact(String name, Predicate<String> so) {
    String value = finding.facts().get(name);
    return value != null && so.test(value);
  }

  /** The text with what it is about in the place of its placeholders. */
  String fill(String text) {
    Map<String, String> known = known();
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(known.getOrDefault(found.group(1), found.group())));
  }

  private Map<String, String> known() {
    TargetConfig target = target();
    Map<String, String> known = new LinkedHashMap<>();
    known.put("address", target.connectHost());
    known.put("port", Integer.toString(target.port()));
    known.put("server-name", target.serverName());
    known.put("region", target.region());
    known.put("local-region", localRegion.orElse("the gateway's region"));
    known.putAll(resource(target.resource()));
    known.putAll(finding.facts());
    return known;
  }

  private static Map<String, String> resource(Resource resource) {
    if (resource instanceof Resource.Endpoint endpoint) {
      return Map.of("project", endpoint.project(), "resource", endpoint.id());
    }
    return resource instanceof Resource.PublisherModel model
        ? Map.of("project", model.project(), "resource", model.name())
        : Map.of();
  }
}
