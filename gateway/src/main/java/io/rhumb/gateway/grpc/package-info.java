/**
 * How gRPC says over HTTP/2 what HTTP says otherwise: what a status means, how long a call may take, what a message looks like on the
 * wire. Values only.
 *
 * @see <a href="https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md">gRPC over HTTP2</a>
 */
@NullMarked
package io.rhumb.gateway.grpc;

import org.jspecify.annotations.NullMarked;
