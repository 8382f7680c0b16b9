/** What stands at the ends of the cables: per region a gateway, a stand-in of Vertex AI and an edge of the load balancer. */
@org.jspecify.annotations.NullMarked
package io.rhumb.rehearsal.stage;
