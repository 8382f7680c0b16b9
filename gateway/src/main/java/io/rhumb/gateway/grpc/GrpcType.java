package io.rhumb.gateway.grpc;

import io.vertx.core.MultiMap;

/** The content type of gRPC: {@code application/grpc}, with {@code +proto} or another format behind it. */
public final class GrpcType {

  /** As the gateway writes it. */
  public static final String VALUE = "application/grpc";

  private GrpcType() {}

  /** Whether headers say it. gRPC-Web has another, and another protocol. */
  public static boolean in(MultiMap headers) {
    String type = headers.get("content-type");
    return type != null
        && type.regionMatches(true, 0, VALUE, 0, VALUE.length())
        && (type.length() == VALUE.length() || "+; ".indexOf(type.charAt(VALUE.length())) >= 0);
  }
}
