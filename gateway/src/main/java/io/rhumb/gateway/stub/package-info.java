/**
 * Stand-ins of what the gateway calls: a region of Vertex AI, Google's metadata server and a certificate authority. The demo,
 * the integration tests and the benchmarks run on them.
 *
 * <p>A {@link io.rhumb.gateway.stub.RegionalStub} is strict: it refuses whatever Vertex would refuse (a wrong server name,
 * Host, path, token or body) and also what a gateway must not let through (cookies, API keys, hop-by-hop headers), so that no
 * mistake of a gateway can hide. Only a request without a mistake meets a {@link io.rhumb.gateway.stub.Fault}. The package
 * depends on no other of the gateway.
 *
 * <p>It serves the whole prediction service of Vertex, each method where Vertex has it: publishers' models and OpenAI's
 * paths for them under the shared public name only, over Private Service Connect only what a deployed model's own server
 * answers. Whatever it generates counts ({@code one two three}), so that a client can tell whether all of it came; how
 * many words, and at what pace they are streamed, is a {@link io.rhumb.gateway.stub.StreamProfile}.
 *
 * <pre>{@code
 * var tokens = new TokenIssuer(InstantSource.system());
 * var authority = ThrowawayAuthority.create();
 * var metadata = new MetadataStub(vertx, MetadataStubConfig.of(project, number, "us-central1"), tokens);
 * var stub = RegionalStub.create(vertx, RegionalStubConfig.of(endpoint), tokens, authority);
 * metadata.start().compose(port -> stub.start()).compose(port -> stub.fault(Fault.status(503)));
 * }</pre>
 */
package io.rhumb.gateway.stub;
