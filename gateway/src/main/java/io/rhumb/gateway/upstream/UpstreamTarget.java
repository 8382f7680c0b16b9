package io.rhumb.gateway.upstream;

import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.config.UpstreamConfig;
import io.rhumb.gateway.credential.Credential;
import io.rhumb.gateway.operation.Operation;
import io.rhumb.gateway.operation.TargetPath;
import io.vertx.core.Future;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A target as a call needs it: everything that is the same for each request is made once. Thread-safe.
 *
 * <p>The connection goes to the target's address; its server name is the Host of the request, what is sent as SNI and what the
 * certificate must bear.
 */
public final class UpstreamTarget {

  private final TargetConfig config;
  private final Origin origin;
  private final Credential credential;
  private final boolean failoverOn404;
  private final TargetPath path;
  private final @Nullable String bodyModel;
  private final @Nullable String resourceName;
  private final Map<Operation, RequestOptions> common = new ConcurrentHashMap<>();

  /**
   * A callable target.
   *
   * @param bounds on connecting to it
   * @param failoverOn404 whether a 404 is a reason to ask another target
   */
  public UpstreamTarget(
      TargetConfig config, UpstreamConfig bounds, Credential credential, boolean failoverOn404) {
    this.config = config;
    this.origin = new Origin(
        SocketAddress.inetSocketAddress(config.port(), config.connectHost()),
        config.serverName(),
        ConnectionSettings.of(config, bounds));
    this.credential = credential;
    this.failoverOn404 = failoverOn404;
    this.path = TargetPath.of(config.resource());
    this.bodyModel = config.resource().bodyModel().orElse(null);
    this.resourceName = path.resourceName();
  }

  /** The ids by which clients may call a model that has this target, beside the model's own name. */
  public List<String> ids() {
    return config.resource().ids();
  }

  /** What it would need to be asked this, in words for a message; null if it can be asked as it is. */
  public @Nullable String missing(Operation operation) {
    // Without TLS there is nothing to agree on HTTP/2 by.
    return operation.rpc() != null && settings().trust().isEmpty()
        ? "over gRPC, a target with TLS"
        : path.missing(operation);
  }

  /** The name that it wants as the model in a body of OpenAI's; null: whatever is there. */
  public @Nullable String bodyModel() {
    return bodyModel;
  }

  /** The name of its resource at Google; null if it has none, and then nothing {@linkplain #missing can be asked} of it over gRPC. */
  public @Nullable String resourceName() {
    return resourceName;
  }

  /** Whether a call could authenticate itself now, or need not. Begins to fetch what is due; thread-safe, does not block. */
  public boolean hasCredential() {
    return credential.current() != null;
  }

  /** Whether this is how those settings say that a target is to be called. */
  public boolean follows(TargetConfig other, UpstreamConfig bounds, boolean otherOn404) {
    return config.equals(other)
        && settings().bounds().equals(bounds)
        && failoverOn404 == otherOn404;
  }

  /**
   * Gets a credential if there is none at hand. Thread-safe, does not block.
   *
   * @return completes when there is one; fails if there is none to be had, {@link WarmUp#BOUND} later at the most
   */
  public Future<Void> prepareCredential() {
    return hasCredential()
        ? Future.succeededFuture()
        : credential
            .refresh(null)
            .timeout(WarmUp.BOUND.toMillis(), TimeUnit.MILLISECONDS)
            .mapEmpty();
  }

  /** What authenticates calls. */
  Credential credential() {
    return credential;
  }

  /** The name of its server. */
  public String serverName() {
    return config.serverName();
  }

  /** How connections to it are made. */
  public ConnectionSettings settings() {
    return origin.settings();
  }

  /** Where connections to it go. */
  Origin origin() {
    return origin;
  }

  boolean failoverOn404() {
    return failoverOn404;
  }

  /**
   * Where a call goes. Shared by all calls of a {@linkplain Operation#isCommon common} operation: read only. Others have their own, so that
   * nothing is kept of what clients make up.
   */
  RequestOptions options(Operation operation) {
    return operation.isCommon()
        ? common.computeIfAbsent(operation, this::newOptions)
        : newOptions(operation);
  }

  private RequestOptions newOptions(Operation operation) {
    return origin.requestOptions(path.of(operation));
  }
}
