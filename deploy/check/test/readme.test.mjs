import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
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
