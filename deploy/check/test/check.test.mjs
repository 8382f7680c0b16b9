import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { check } from "../lib/check.mjs";
import { Evaluation } from "../lib/evaluate.mjs";
import { readModule } from "../lib/module.mjs";
import { assignments, ENDPOINT, GATEWAY, problemsOf } from "./modules.mjs";


for (const folder of [GATEWAY, ENDPOINT]) {
  test(`${folder} has no problem`, async () => assert.deepEqual(await check(await readModule(folder)), []));
}

// name, file, what is there, what comes in its place, what is said of it
const mistakes = [
  ["argument misspelled", "network.tf", "allow_psc_global_access", "allow_psc_globl_access", /network\.tf:\d+: .*allow_psc_globl_access: unknown \(did you mean allow_psc_global_access\?\)/],
  ["argument misspelled in a nested block", "service.tf", "cpu_idle          = false", "cpu_idel = false", /containers\.resources\.cpu_idel: unknown/],
  ["argument misspelled in the added probe", "service.tf", "success_threshold", "sucess_threshold", /readiness_probe\.sucess_threshold: unknown/],
  ["argument of another resource", "balancer.tf", 'port_range            = "443"', 'port_name = "https"', /google_compute_global_forwarding_rule\.gateway\.port_name: unknown/],
  ["argument taken away in version 7", "network.tf", "ip_cidr_range = each.value.subnet", "ip_cidr_range = each.value.subnet\n  enable_flow_logs = true", /enable_flow_logs: unknown/],
  ["argument that can only be told", "network.tf", 'address_type = "INTERNAL"', 'creation_timestamp = "now"', /creation_timestamp: unknown/],
  ["argument given twice", "outputs.tf", "value       = google_compute_global_address", "value = 1\n  value = google_compute_global_address", /outputs\.tf/],
  ["resource unknown", "balancer.tf", '"google_compute_url_map" "gateway"', '"google_compute_urlmap" "gateway"', /google_compute_urlmap\.gateway: no such type/],
  ["data source unknown", "versions.tf", 'data "google_project" "this"', 'data "google_projekt" "this"', /data\.google_projekt\.this: no such type/],
  ["required argument missing", "service.tf", "image = var.image", "", /template\.containers\.image: missing/],
  ["required argument of the resource missing", "service.tf", "location = each.key", "", /google_cloud_run_v2_service\.gateway\.location: missing/],
  ["required block missing", "config.tf", /replication \{\n    auto \{\}\n  \}/.exec(await readFile(join(GATEWAY, "config.tf"), "utf8"))[0], "", /google_secret_manager_secret\.file\.replication: missing/],
  ["required argument of a dynamic block missing", "service.tf", "name = volumes.key", "", /template\.volumes\.name: missing/],
  ["value that there is not", "service.tf", "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER", "INGRESS_TRAFFIC_INTERNAL_AND_CLOUD_LOAD_BALANCING", /ingress: INGRESS_TRAFFIC_INTERNAL_AND_CLOUD_LOAD_BALANCING \(expected: one of INGRESS_TRAFFIC_ALL/],
  ["value that a nested argument does not have", "service.tf", '"PRIVATE_RANGES_ONLY"', '"private-ranges-only"', /vpc_access\.egress: private-ranges-only/],
  ["variable not declared", "service.tf", "var.memory", "var.memroy", /var\.memroy: not declared \(did you mean memory\?\)/],
  ["variable never used", "variables.tf", 'variable "memory"', 'variable "unused" {\n  description = "x"\n  type = string\n}\n\nvariable "memory"', /var\.unused: never used/],
  ["variable without description", "variables.tf", 'description = "Memory of an instance."', "", /variable\.memory\.description: missing/],
  ["local not declared", "config.tf", "in local.models :", "in local.modles :", /local\.modles: not declared/],
  ["resource not declared", "network.tf", "google_compute_network.this.id", "google_compute_network.other.id", /google_compute_network\.other\.id: not declared/],
  ["resource not declared in depends_on", "service.tf", "google_project_iam_member.predict,", "google_project_iam_member.predct,", /depends_on: google_project_iam_member\.predct: not declared/],
  ["attribute that a resource does not have", "identity.tf", "google_service_account.gateway.member", "google_service_account.gateway.address", /google_service_account\.gateway\.address: no such attribute/],
  ["attribute deep within", "outputs.tf", "address.address }", "google_compute_address.psc[region].adress }", /google_compute_address\.psc\.\[…\]\.adress: no such attribute/],
  ["attribute of an item", "outputs.tf", "address.address }", "address.adress }", /google_compute_address\.psc\.\[…\]\.adress: no such attribute/],
  ["attribute of each", "identity.tf", "secret_id = each.value.id", "secret_id = each.value.ident", /google_secret_manager_secret\.file\.\[…\]\.ident: no such attribute/],
  ["attribute of an item of a dynamic block", "balancer.tf", "backend.value.id", "backend.value.ident", /endpoint_group\.gateway\.\[…\]\.ident: no such attribute/],
  ["one of several without key", "network.tf", "google_compute_subnetwork.this[each.key].id", "google_compute_subnetwork.this.id", /one of several \(expected: \[KEY\]/],
  ["one only with key", "network.tf", "google_compute_network.this.id", "google_compute_network.this[each.key].id", /one only \(expected: no \[KEY\]/],
  ["each without for_each", "balancer.tf", "name = var.name\n}\n\n# No port 80", "name = each.key\n}\n\n# No port 80", /each\.key: not declared/],
  ["block as an argument", "service.tf", "scaling {", "scaling = {", /template\.scaling: an argument \(expected: a block/],
  ["argument as a block", "service.tf", "limits = {\n          cpu    = tostring", "limits {\n          cpu    = tostring", /resources\.limits: a block \(expected: an argument/],
  ["block in the wrong place", "service.tf", "  template {\n", '  vpc_access {\n    egress = "ALL_TRAFFIC"\n  }\n\n  template {\n', /google_cloud_run_v2_service\.gateway\.vpc_access: unknown/],
  ["block twice that may be there once", "service.tf", "    vpc_access {", "    scaling {\n    }\n\n    vpc_access {", /template\.scaling: given twice/],
  ["block at the top unknown", "outputs.tf", 'output "address"', 'outputs "address"', /outputs address: unknown/],
  ["declared twice", "outputs.tf", 'output "psc_addresses"', 'output "address"', /address: declared twice/],
];

for (const [name, file, from, to, expected] of mistakes) {
  test(`${name} is found`, async () => {
    const problems = await problemsOf(GATEWAY, file, from, to).catch((problem) => [problem.message]);
    assert.match(problems.join("\n"), expected);
  });
}

test("syntax that is wrong is found, with its line", async () => {
  await assert.rejects(problemsOf(GATEWAY, "network.tf", "auto_create_subnetworks = false", "auto_create_subnetworks = "), /network\.tf:5/);
  await assert.rejects(problemsOf(GATEWAY, "network.tf", "auto_create_subnetworks = false\n}", "auto_create_subnetworks = false\n"), /network\.tf/);
});

test("an attribute of an attribute is looked up", async () => {
  const problems = await problemsOf(ENDPOINT, "main.tf", "private_endpoints[0]", "private_endpoint[0]");
  assert.match(problems.join("\n"), /no such attribute/);
});

test("the example's values fit the variables", async () => {
  const name = "terraform.tfvars.example";
  const given = await assignments(name, await readFile(join(GATEWAY, name), "utf8"));
  assert.deepEqual(await new Evaluation(await readModule(GATEWAY), given).refusals(), []);
});
