package io.rhumb.gateway.operation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a model, whatever the target.
 *
 * @param version of the API
 * @param method what to do
 * @param tail for {@code invoke}: the path behind it, without the slash before; else empty
 * @param query as it came, less credentials; null: none
 * @param rpc how gRPC calls it; null: it is asked for in HTTP's own way
 */
public record Operation(
    ApiVersion version, Method method, String tail, @Nullable String query, @Nullable Rpc rpc) {

  private static final Map<ApiVersion, Map<Method, Operation>> COMMON = common();

  /** A prediction in version 1. */
  public static final Operation PREDICT = of(ApiVersion.V1, Method.PREDICT);

  /** One that is asked for in HTTP's own way. */
  public Operation(ApiVersion version, Method method, String tail, @Nullable String query) {
    this(version, method, tail, query, null);
  }

  /** A method without tail and query. Always the same for the same. */
  public static Operation of(ApiVersion version, Method method) {
    return Objects.requireNonNull(Objects.requireNonNull(COMMON.get(version)).get(method));
  }

  /** The same with a query. */
  public Operation withQuery(@Nullable String other) {
    return other == null && query == null ? this : new Operation(version, method, tail, other, rpc);
  }

  /** Whether it has neither tail nor query: of such there are few, whatever clients send, so that something can be kept for each. */
  public boolean isCommon() {
    return query == null && tail.isEmpty();
  }

  private static Map<ApiVersion, Map<Method, Operation>> common() {
    Map<ApiVersion, Map<Method, Operation>> all = new EnumMap<>(ApiVersion.class);
    for (ApiVersion version : ApiVersion.values()) {
      Map<Method, Operation> each = new EnumMap<>(Method.class);
      for (Method method : Method.values()) {
        each.put(method, new Operation(version, method, "", null));
      }
      all.put(version, each);
    }
    return all;
  }
}
