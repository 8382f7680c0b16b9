import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { readExpression } from "../lib/expression.mjs";
import { readModule } from "../lib/module.mjs";
import { mismatch } from "../lib/types.mjs";
import { assignments, GATEWAY } from "./modules.mjs";

const folder = fileURLToPath(new URL("../..", import.meta.url));
const text = await readFile(join(folder, "README.md"), "utf8");

test("links within the sources lead somewhere", () => {
  const links = [...text.matchAll(/\]\((?!https:|#)([^)]+)\)/g)].map(([, link]) => link);
  assert.ok(links.length > 5);
  for (const link of links) assert.ok(existsSync(join(folder, link)), link);
});

test("blocks of Terraform's language are values of its variables", async () => {
  const { variables } = await readModule(GATEWAY);
  const blocks = [...text.matchAll(/^```hcl\n([^]*?)^```/gm)];
  assert.ok(blocks.length > 0);
  for (const [, block] of blocks) {
    for (const [name, value] of Object.entries(await assignments("README.md", block))) {
      const type = variables[name].body.attributes.find((one) => one.name === "type");
      assert.equal(mismatch(value, await readExpression(type.text, name), name), undefined);
    }
  }
});

test("resources that are named are there", async () => {
  const { resources } = await readModule(GATEWAY);
  const named = [...text.matchAll(/-target=([\w.]+)/g)].map(([, address]) => address);
  assert.ok(named.length > 0);
  for (const address of named) assert.ok(address in resources, address);
});

// The section says how to make what service.yaml takes for granted.
test("without Terraform, what the service needs is made by the names that it has, with the roles that Terraform gives", async () => {
  const section = /^## Without Terraform$([^]*?)^## /m.exec(text)[1];
  const service = parse(await readFile(join(folder, "cloud-run/service.yaml"), "utf8"));
  const { annotations } = service.spec.template.metadata;
  const { serviceAccountName, volumes } = service.spec.template.spec;
  for (const { secret } of volumes) assert.ok(section.includes(`gcloud secrets create ${secret.secretName} `), secret.secretName);
  assert.ok(section.includes(`serviceAccount:${serviceAccountName.replace("PROJECT", "$PROJECT")}\n`));
  assert.ok(section.includes(`gcloud iam service-accounts create ${serviceAccountName.split("@")[0]} `));
  const [{ network, subnetwork }] = JSON.parse(annotations["run.googleapis.com/network-interfaces"]);
  assert.ok(section.includes(`gcloud compute networks create ${network} `));
  assert.ok(section.includes(`gcloud compute networks subnets create ${subnetwork} `));
  for (const file of ["identity.tf", "service.tf"]) {
    const given = [...(await readFile(join(GATEWAY, file), "utf8")).matchAll(/"(roles\/[\w.]+|aiplatform\.[\w.]+)"/g)].map(([, name]) => name);
    assert.ok(given.length > 0, file);
    for (const name of given) assert.match(section, new RegExp(`(--role|--permissions)=${name} ?`), name);
  }
});
