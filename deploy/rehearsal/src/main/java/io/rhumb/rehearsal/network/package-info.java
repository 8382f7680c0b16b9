/** Hosts, cables and the long way between regions, made of network namespaces. */
@org.jspecify.annotations.NullMarked
package io.rhumb.rehearsal.network;
