/**
 * The official clients that speak gRPC alone, against the packaged gateway, with regions of grpc-java behind it: servers that take nothing
 * that is not for them. Nothing here knows the gateway's classes.
 */
package io.rhumb.grpcclients;
