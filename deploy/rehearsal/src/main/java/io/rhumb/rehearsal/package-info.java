/**
 * A rehearsal of the whole deployment on one machine: regions in network namespaces, what befalls them, and what their clients see
 * of it.
 *
 * <p>{@code network} lays cables, {@code stage} is what stands at their ends, {@code traffic} asks and takes notes, an {@code act}
 * breaks something and judges, {@code report} says what came of it. All of it lives in the namespaces that the script {@code run}
 * makes for this one process: when it ends, however it ends, the kernel takes everything down with it.
 */
@org.jspecify.annotations.NullMarked
package io.rhumb.rehearsal;
