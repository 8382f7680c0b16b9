// What deploy/README.md tells of Cloud Run, Private Service Connect and the load balancer, held against what Terraform would ask for.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { parse, parseAllDocuments } from "yaml";
import { Evaluation, UNKNOWN } from "../lib/evaluate.mjs";
import { readModule } from "../lib/module.mjs";
import { GATEWAY } from "./modules.mjs";


const regions = ["europe-west4", "us-central1", "us-east4"];
const mapOf = (names) =>
  Object.fromEntries(
    names.map((name, i) => [
      name,
      { subnet: `10.0.${i}.0/26`, service_attachment: `projects/p/regions/${name}/serviceAttachments/a`, endpoints: { linear: `${i + 1}` } },
    ]),
  );
const evaluate = async (changes = {}, told = {}) => {
  const given = {
    project: "p",
    image: "i",
    collector_image: "c",
    domains: ["predict.example.com"],
    access: "none",
    trust_file: fileURLToPath(import.meta.url),
    regions: mapOf(regions),
    ...changes,
  };
  return new Evaluation(await readModule(GATEWAY), given, told);
};
let evaluation;
before(async () => {
  evaluation = await evaluate();
});

const resource = (address) => evaluation.resource(address);
const each = async (address) => Object.entries(await resource(address));
const value = (text, evaluated = evaluation) => evaluated.value({ text, line: 1 }, { file: "test", names: {} });
const madeBeforeDeleted = async (address) => {
  const { resources } = await readModule(GATEWAY);
  const lifecycle = resources[address].body.blocks.find(({ type }) => type === "lifecycle");
  return lifecycle?.body.attributes.find(({ name }) => name === "create_before_destroy")?.text === "true";
};
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
    assert.equal(template[0].max_instance_request_concurrency, 2 * Math.floor(1000 / (4 * 5 * 2)));
  }
});

test("a region more changes nothing for the gateways of the others", async () => {
  const more = await evaluate({ regions: mapOf([...regions, "us-west1"]) });
  const before = await resource("google_cloud_run_v2_service.gateway");
  const after = await more.resource("google_cloud_run_v2_service.gateway");
  assert.deepEqual(Object.keys(after), [...regions, "us-west1"]);
  for (const region of regions) assert.deepEqual(after[region], before[region], region);
  assert.deepEqual(await value("local.gateway.upstream", more), await value("local.gateway.upstream"));
});

test("most_regions says for how many the connections are shared out", async () => {
  const more = await evaluate({ most_regions: 10 });
  assert.deepEqual(await value("local.gateway.upstream", more), { connections: 10 });
  const services = await more.resource("google_cloud_run_v2_service.gateway");
  assert.equal(services["us-east4"].template[0].max_instance_request_concurrency, 20);
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
  assert.ok(await madeBeforeDeleted("google_compute_region_network_endpoint_group.gateway"));
});

test("each name has a certificate of its own, and keeps it when another comes", async () => {
  const names = ["predict.example.com", `${"long".repeat(14)}.example.com`, "a.example.com"];
  const several = await evaluate({ domains: names });
  const before = await resource("google_compute_managed_ssl_certificate.gateway");
  const after = await several.resource("google_compute_managed_ssl_certificate.gateway");
  assert.deepEqual(after[names[0]], before[names[0]]);
  assert.deepEqual(Object.keys(after), [...names].sort());
  for (const name of names) assert.deepEqual(after[name].managed, [{ domains: [name] }]);
  assert.equal(new Set(names.map((name) => after[name].name)).size, names.length);
  assert.equal((await several.resource("google_compute_target_https_proxy.gateway")).ssl_certificates.length, names.length);
});

test("the proxy has the certificates in the order of the names", async () => {
  const names = ["b.example.com", "a.example.com"];
  const ids = Object.fromEntries(names.map((name) => [name, { id: `id of ${name}` }]));
  const told = await evaluate({ domains: names }, { "google_compute_managed_ssl_certificate.gateway": ids });
  const { ssl_certificates } = await told.resource("google_compute_target_https_proxy.gateway");
  assert.deepEqual(ssl_certificates, names.map((name) => `id of ${name}`));
});

test("a certificate is in no use any more before it is deleted, and no policy asks for a check that is", async () => {
  assert.ok(await madeBeforeDeleted("google_compute_managed_ssl_certificate.gateway"));
  assert.ok(await madeBeforeDeleted("google_monitoring_uptime_check_config.predict"));
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
    assert.ok(seconds > 90 && seconds <= 240, "the gateway waits 90 s for a target (Warming.PATIENCE), Cloud Run four minutes for the gateway");
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
  const certificates = (await evaluate({ domains: [`${"long".repeat(14)}.example.com`, "a.example.com"] })).resource("google_compute_managed_ssl_certificate.gateway");
  const named = [await resource("google_compute_network.this"), await resource("google_compute_backend_service.gateway"), ...Object.values(await certificates)];
  for (const { name } of named) assert.match(name, /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/);
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
  assert.equal(await value("local.gateway.upstream.connections"), Math.floor(1000 / (4 * 5 * 2)));
});

test("a setting more of a section leaves what is derived of it", async () => {
  const gateway = { upstream: { http2: true }, server: { "max-request": "1MiB" } };
  const evaluated = await evaluate({ gateway });
  assert.deepEqual(await value("local.gateway.upstream", evaluated), { connections: 25, http2: true });
  assert.deepEqual(await value("local.gateway.server", evaluated), { "event-loops": 2, "max-request": "1MiB" });
});

test("a setting that is derived gives way to one that is said", async () => {
  const evaluated = await evaluate({ gateway: { upstream: { connections: 9 } } });
  assert.deepEqual(await value("local.gateway.upstream", evaluated), { connections: 9 });
});

test("the guide's numbers are those that come out", async () => {
  const guide = readFileSync(join(GATEWAY, "../README.md"), "utf8");
  const { template } = (await resource("google_cloud_run_v2_service.gateway"))["us-east4"];
  assert.ok(guide.includes(`\`cpu\`), ${await value("local.gateway.upstream.connections")} as it comes`));
  assert.ok(guide.includes(`${template[0].max_instance_request_concurrency} as it comes`));
  assert.ok(guide.includes(`\`most_regions\`, ${await value("var.most_regions")}, `));
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

// By the labels of the sidecar: https://cloud.google.com/stackdriver/docs/managed-prometheus/cloudrun-sidecar
test("each region has an alert of its own when it has no gateway left", async () => {
  const alerts = await resource("google_monitoring_alert_policy.region");
  assert.deepEqual(Object.keys(alerts), regions);
  for (const [region, { conditions, severity, display_name }] of Object.entries(alerts)) {
    const [{ query, duration }] = conditions[0].condition_prometheus_query_language;
    assert.equal(query, `absent(rhumb_build_info{location="${region}", namespace="rhumb"})`);
    assert.equal(duration, "300s");
    assert.equal(severity, "WARNING");
    assert.match(display_name, new RegExp(region));
  }
});

const kubernetes = join(GATEWAY, "../kubernetes/rhumb.yaml");
test("the clusters of all regions together stay within the connections of an attachment", () => {
  const parts = parseAllDocuments(readFileSync(kubernetes, "utf8")).map((one) => one.toJS());
  const of = (kind) => parts.find((one) => one.kind === kind);
  const gateway = parse(of("ConfigMap").data["gateway.yaml"]);
  const { replicas, strategy } = of("Deployment").spec;
  const clusters = new Set(Object.values(gateway.models).flatMap(({ targets }) => targets.map(({ region }) => region))).size;
  const pods = replicas + strategy.rollingUpdate.maxSurge;
  const { connections } = gateway.upstream;
  assert.ok(connections * gateway.server["event-loops"] * pods * clusters <= 1000);
  assert.equal(Object.keys(gateway.models).length, 1, "each endpoint has connections of its own");
});
