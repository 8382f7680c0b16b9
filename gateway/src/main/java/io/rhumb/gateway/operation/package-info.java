/**
 * What a request asks for, whatever the target: which method of which API version, on which model, with which query; and what that becomes
 * at each target, whose resource has another project, location and id.
 *
 * <p>Everything here is immutable, but for {@link io.rhumb.gateway.operation.RequestBody}, and bytes in are bytes out: of a query,
 * credentials are left away; of a body, one name is replaced where a target wants another. Over gRPC, that is the name of the resource.
 */
@NullMarked
package io.rhumb.gateway.operation;

import org.jspecify.annotations.NullMarked;
