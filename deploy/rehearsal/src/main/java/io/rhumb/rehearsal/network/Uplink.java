package io.rhumb.rehearsal.network;

import java.time.Duration;

/**
 * Where a region joins the inter-region network. It owns {@code 10.<number>.0.0/16}.
 *
 * @param host the region's router
 * @param number 1 to 250, unlike any other's
 * @param oneWay how long a packet takes between it and the middle; two regions are as far apart as theirs together
 * @param address of the router on the cable to this process
 * @param peer of this process on that cable
 */
public record Uplink(Host host, int number, Duration oneWay, String address, String peer) {}
