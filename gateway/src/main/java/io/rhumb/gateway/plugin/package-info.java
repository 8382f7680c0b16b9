/**
 * Strategy jars of one's own: found in a folder, isolated, taken over while the gateway runs.
 *
 * <p>Each {@linkplain io.rhumb.gateway.plugin.PluginJar jar} has a class loader to itself. It sees the JDK, the SPI and what is in
 * the jar, and nothing of the gateway; what the jar holds of the JDK or the SPI is not looked at. A jar is read into memory,
 * so that whoever replaces the file does not pull it away from under a strategy that still runs, and no folder has to be written to.
 *
 * <p>A change of the folder is taken over as a whole if it can be, else jar by jar; what cannot be taken over leaves in force what
 * was, and says why in one line.
 */
package io.rhumb.gateway.plugin;
