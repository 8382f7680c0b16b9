package io.rhumb.gateway.config;

import java.util.Map;
import java.util.Optional;

/**
 * The whole configuration of one gateway.
 *
 * @param localRegion the region of this gateway; empty: ask the metadata server
 * @param metadataHost host, with port where it is not 80, of the metadata server that tells the region and issues tokens
 * @param server the ingress port and its bounds
 * @param management the operator's port
 * @param upstream how targets are reached
 * @param models every model by its logical name, in the order of the file; at least one
 * @param defaultModel the model of {@code POST /predict}; a key of {@code models}
 */
public record GatewayConfig(
    Optional<String> localRegion,
    String metadataHost,
    ServerConfig server,
    ManagementConfig management,
    UpstreamConfig upstream,
    Map<String, ModelConfig> models,
    String defaultModel) {}
