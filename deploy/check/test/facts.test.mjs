// What deploy/README.md tells of Cloud Run, Private Service Connect and the load balancer, held against what Terraform would ask for.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { Evaluation, UNKNOWN } from "../lib/evaluate.mjs";
import { readModule } from "../lib/module.mjs";
import { GATEWAY } from "./modules.mjs";


const regions = ["europe-west4", "us-central1", "us-east4"];
const evaluate = async (changes = {}) => {
  const given = {
    ...changes,
    project: "p",
    image: "i",
    collector_image: "c",
    domains: ["predict.example.com"],
    access: "none",
    trust_file: fileURLToPath(import.meta.url),
    regions: Object.fromEntries(
      regions.map((name, i) => [
        name,
        { subnet: `10.0.${i}.0/26`, service_attachment: `projects/p/regions/${name}/serviceAttachments/a`, endpoints: { linear: `${i + 1}` } },
      ]),
    ),
  };
  return new Evaluation(await readModule(GATEWAY), given);
};
let evaluation;
before(async () => {
  evaluation = await evaluate();
});

const resource = (address) => evaluation.resource(address);
const each = async (address) => Object.entries(await resource(address));
const container = ({ template }, name) => template[0].containers.find((one) => one.name === name);

test("every region has one of everything", async () => {
  for (const address of [
    "google_compute_subnetwork.this",
    "google_compute_address.psc",
    "google_compute_forwarding_rule.psc",
    "google_cloud_run_v2_service.gateway",
    "google_compute_region_network_endpoint_group.gateway",
  ]) {
    assert.deepEqual(Object.keys(await resource(address)), regions, address);
  }
  assert.equal((await resource("google_compute_backend_service.gateway")).backend.length, regions.length);
});

test("each endpoint is reached from every region", async () => {
  for (const [region, rule] of await each("google_compute_forwarding_rule.psc")) {
    assert.equal(rule.allow_psc_global_access, true);
    assert.equal(rule.load_balancing_scheme, "");
    assert.match(rule.target, new RegExp(`/regions/${region}/serviceAttachments/`));
  }
});

test("the backend service says nothing that serverless backends do not take, and ejects nobody", async () => {
  const said = Object.keys(await resource("google_compute_backend_service.gateway")).sort();
  assert.deepEqual(said, ["backend", "load_balancing_scheme", "name"]);
});

// What is made anew before the old is deleted passes that on to all that it depends on, and a rule's address can have one rule only.
test("no network endpoint group depends on a forwarding rule", async () => {
  const { resources } = await readModule(GATEWAY);
  const texts = (body) => [...body.attributes.map(({ text }) => text), ...body.blocks.flatMap((block) => texts(block.body))];
  const reached = new Set();
  const follow = (address) => {
    if (reached.has(address) || !resources[address]) return;
    reached.add(address);
    const said = texts(resources[address].body).join("\n");
    for (const other of Object.keys(resources)) if (said.includes(other)) follow(other);
  };
  follow("google_compute_region_network_endpoint_group.gateway");
  assert.ok(reached.has("google_cloud_run_v2_service.gateway"));
  assert.ok(!reached.has("google_compute_forwarding_rule.psc"));
});

test("another service attachment makes another rule", async () => {
  for (const [, { name, target }] of await each("google_compute_forwarding_rule.psc")) {
    assert.equal(name, `rhumb-psc-${createHash("sha256").update(target).digest("hex").slice(0, 8)}`);
  }
});

test("an instance gets no more requests than it may make connections to a target", async () => {
  for (const [, { template }] of await each("google_cloud_run_v2_service.gateway")) {
    assert.equal(template[0].max_instance_request_concurrency, 2 * Math.floor(1000 / (regions.length * 5 * 2)));
  }
});

test("as many as are said, where that is said", async () => {
  const services = await (await evaluate({ gateway: { upstream: { connections: 9 } } })).resource("google_cloud_run_v2_service.gateway");
  assert.equal(services["us-east4"].template[0].max_instance_request_concurrency, 18);
});

test("a region's gateways get the environment that is said", async () => {
  const services = await (await evaluate({ environment: { RHUMB_TLS: "jdk" } })).resource("google_cloud_run_v2_service.gateway");
  const { env } = container(services["us-east4"], "gateway");
  assert.deepEqual(env[1], { name: "RHUMB_TLS", value: "jdk" });
});

test("a region that is taken away is no backend any more before it is deleted", async () => {
  const { resources } = await readModule(GATEWAY);
  const group = resources["google_compute_region_network_endpoint_group.gateway"];
  const lifecycle = group.body.blocks.find(({ type }) => type === "lifecycle");
  assert.equal(lifecycle.body.attributes.find(({ name }) => name === "create_before_destroy").text, "true");
});

test("the URL map has no retry policy", async () => {
  assert.deepEqual(Object.keys(await resource("google_compute_url_map.gateway")).sort(), ["default_service", "name"]);
});

test("only the load balancer reaches the services", async () => {
  for (const [, service] of await each("google_cloud_run_v2_service.gateway")) {
    assert.equal(service.ingress, "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER");
  }
});

test("the processors work between requests, and an instance is always there", async () => {
  for (const [, service] of await each("google_cloud_run_v2_service.gateway")) {
    for (const one of service.template[0].containers) assert.equal(one.resources[0].cpu_idle, false, one.name);
    assert.ok(service.template[0].scaling[0].min_instance_count >= 1);
  }
});

test("requests may take as long as the gateway's longest timeout", async () => {
  for (const [, { template }] of await each("google_cloud_run_v2_service.gateway")) assert.equal(template[0].timeout, "3600s");
});

test("probes ask for health where clients come in, and fit Cloud Run's bounds", async () => {
  for (const [, service] of await each("google_cloud_run_v2_service.gateway")) {
    const { ports, startup_probe, liveness_probe, readiness_probe } = container(service, "gateway");
    const paths = { startup_probe: "/health/ready", liveness_probe: "/health/live", readiness_probe: "/health/ready" };
    for (const [name, [probe]] of Object.entries({ startup_probe, liveness_probe, readiness_probe })) {
      assert.deepEqual(probe.http_get, [{ path: paths[name], port: ports[0].container_port }], name);
      assert.ok(probe.timeout_seconds <= probe.period_seconds, name);
    }
    const [startup] = startup_probe;
    const seconds = startup.period_seconds * startup.failure_threshold;
    assert.ok(seconds > 60 && seconds <= 240, "Direct VPC egress takes a minute or more, Cloud Run waits four at the most");
  }
});

test("instances go out through the network, in its own subnet", async () => {
  for (const [, service] of await each("google_cloud_run_v2_service.gateway")) {
    assert.equal(service.template[0].vpc_access[0].egress, "PRIVATE_RANGES_ONLY");
    assert.equal(service.template[0].vpc_access[0].network_interfaces.length, 1);
  }
});

test("each file is mounted where it is looked for, and read at its latest", async () => {
  for (const [, service] of await each("google_cloud_run_v2_service.gateway")) {
    const mounts = service.template[0].containers.flatMap((one) => one.volume_mounts.map((mount) => [mount.name, mount.mount_path]));
    const volumes = service.template[0].volumes.map(({ name, secret }) => [name, secret[0].items[0]]);
    assert.deepEqual(mounts.sort(), [["collector", "/etc/rungmp"], ["config", "/etc/rhumb/config"], ["trust", "/etc/rhumb/trust"]]);
    assert.deepEqual(volumes.sort(), [
      ["collector", { version: "latest", path: "config.yaml" }],
      ["config", { version: "latest", path: "gateway.yaml" }],
      ["trust", { version: "latest", path: "psc.pem" }],
    ]);
    assert.deepEqual(container(service, "gateway").env, [{ name: "RHUMB_CONFIG", value: "/etc/rhumb/config/gateway.yaml" }]);
  }
});

test("the sidecar scrapes the operator's port", async () => {
  const { secret_data } = (await resource("google_secret_manager_secret_version.file")).collector;
  assert.match(secret_data, /"port": 9090\n/);
});

test("the sidecar follows the operator's port", async () => {
  const evaluation = await evaluate({ gateway: { management: { port: 9191 } } });
  const { secret_data } = (await evaluation.resource("google_secret_manager_secret_version.file")).collector;
  assert.match(secret_data, /"port": 9191\n/);
});

// What no schema says, and the API refuses.
test("names are as long as they may be", async () => {
  assert.match((await resource("google_service_account.gateway")).account_id, /^[a-z][-a-z0-9]{4,28}[a-z0-9]$/);
  assert.match((await resource("google_project_iam_custom_role.predict")).role_id, /^[a-zA-Z0-9_.]{3,64}$/);
  for (const address of ["google_compute_network.this", "google_compute_backend_service.gateway", "google_compute_managed_ssl_certificate.gateway"]) {
    assert.match((await resource(address)).name, /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/, address);
  }
});

test("the gateway's account may call endpoints, write metrics and read its files, and nothing else", async () => {
  const roles = (await Promise.all(["predict", "metrics"].map((name) => resource(`google_project_iam_member.${name}`)))).map(({ role }) => role);
  assert.deepEqual(roles, [UNKNOWN, "roles/monitoring.metricWriter"]);
  assert.deepEqual((await resource("google_project_iam_custom_role.predict")).permissions, ["aiplatform.endpoints.predict"]);
  for (const [, one] of await each("google_secret_manager_secret_iam_member.file")) assert.equal(one.role, "roles/secretmanager.secretAccessor");
});

test("settings that wait for the next start make new instances, and no others do", async () => {
  const annotation = async (gateway) => {
    const services = await (await evaluate({ gateway })).resource("google_cloud_run_v2_service.gateway");
    return services["us-east4"].template[0].annotations["rhumb-fixed-settings"];
  };
  const now = await annotation({});
  assert.match(now, /^[0-9a-f]{64}$/);
  assert.equal(await annotation({ reload: { scan: "10s" } }), now);
  assert.equal(await annotation({ upstream: { http2: true } }), now);
  assert.notEqual(await annotation({ management: { port: 9091 } }), now);
  assert.notEqual(await annotation({ server: { "max-request": "1MiB" } }), now);
});

test("connections to an attachment are bounded over all gateways", async () => {
  const { secret_data } = (await resource("google_secret_manager_secret_version.file")).config;
  assert.equal(secret_data, UNKNOWN, "the addresses are not known yet");
  const output = await evaluation.value({ text: "local.gateway.upstream.connections", line: 1 }, { file: "test", names: {} });
  assert.equal(output, Math.floor(1000 / (regions.length * 5 * 2)));
});

test("a setting more of a section leaves what is derived of it", async () => {
  const gateway = { upstream: { http2: true }, server: { "max-request": "1MiB" } };
  const evaluation = await evaluate({ gateway });
  const value = (text) => evaluation.value({ text, line: 1 }, { file: "test", names: {} });
  assert.deepEqual(await value("local.gateway.upstream"), { connections: 33, http2: true });
  assert.deepEqual(await value("local.gateway.server"), { "event-loops": 2, "max-request": "1MiB" });
});

test("a setting that is derived gives way to one that is said", async () => {
  const evaluation = await evaluate({ gateway: { upstream: { connections: 9 } } });
  const upstream = await evaluation.value({ text: "local.gateway.upstream", line: 1 }, { file: "test", names: {} });
  assert.deepEqual(upstream, { connections: 9 });
});

const rules = join(GATEWAY, "../monitoring/alerts.yaml");
test("every rule of deploy/monitoring becomes an alert", async () => {
  const alerts = await resource("google_monitoring_alert_policy.rhumb");
  const expected = parse(readFileSync(rules, "utf8")).groups.flatMap((group) => group.rules);
  assert.deepEqual(Object.keys(alerts), expected.map(({ alert }) => alert).sort());
  const seconds = { "1m": "60s", "2m": "120s", "5m": "300s", "10m": "600s", "15m": "900s", "1h": "3600s" };
  for (const rule of expected) {
    const [condition] = alerts[rule.alert].conditions[0].condition_prometheus_query_language;
    assert.equal(condition.query, rule.expr.trim());
    assert.equal(condition.duration, seconds[rule.for], rule.alert);
    assert.equal(alerts[rule.alert].severity, { page: "CRITICAL", ticket: "WARNING" }[rule.labels.severity]);
  }
});
