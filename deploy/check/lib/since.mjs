// How the provider has changed since the version that the package was generated from, 6.50.0, which is its last one: what this
// module may be concerned by. Copied by hand from the provider's source and its guide to version 7, as of 7.45.0.
const optional = { required: false };
const once = (schema) => ({ required: false, repeated: false, schema });

// Blocks that were added.
export const added = {
  google_cloud_run_v2_service: [
    {
      // 7.19.0
      within: ["template", "containers"],
      name: "readiness_probe",
      block: once({
        arguments: {
          failure_threshold: optional,
          period_seconds: optional,
          success_threshold: optional,
          timeout_seconds: optional,
        },
        blocks: {
          grpc: once({ arguments: { port: optional, service: optional }, blocks: {} }),
          http_get: once({ arguments: { path: optional, port: optional }, blocks: {} }),
        },
      }),
    },
  ],
};

// Arguments that were taken away.
export const removed = {
  // 7.0.0
  google_compute_subnetwork: [{ within: [], name: "enable_flow_logs" }],
  google_vertex_ai_endpoint: [{ within: ["private_service_connect_config"], name: "enable_secure_private_service_connect" }],
};
