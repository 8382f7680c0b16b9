// What the provider takes and tells. The package @cdktf/provider-google is generated from the provider's published schema: the
// classes of each resource name every argument as Terraform does (index.js), and their types say what is required and what may be
// given once only (index.d.ts). Both are read as text; nothing of the package is run.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { added, removed } from "./since.mjs";

const home = dirname(createRequire(import.meta.url).resolve("@cdktf/provider-google/package.json"));
const known = new Map();

// {arguments: {name: {required, values}}, blocks: {name: {required, repeated, schema}}, told: {name: shape or true}}; undefined: no such type
export async function schemaOf(address) {
  if (!known.has(address)) known.set(address, await read(address));
  return known.get(address);
}

async function read(address) {
  const [, data, type] = /^(data\.)?google_([a-z0-9_]+)$/.exec(address) ?? [];
  if (!type && address !== "provider") return undefined;
  const folder = type ? `${data ? "data-google-" : ""}${type.replaceAll("_", "-")}` : "provider";
  try {
    const [code, types] = await Promise.all(["index.js", "index.d.ts"].map((file) => readFile(join(home, "lib", folder, file), "utf8")));
    return brought(address, new Reader(code, types).root());
  } catch (problem) {
    if (problem.code === "ENOENT") return undefined;
    throw problem;
  }
}

class Reader {
  constructor(code, types) {
    this.types = Object.fromEntries([...types.matchAll(/^export interface (\w+)[^{]*\{\n([^]*?)^\}/gm)].map(([, name, body]) => [name, members(body)]));
    this.names = Object.fromEntries(
      [...code.matchAll(/^function (\w+)ToHclTerraform\(struct\)[^]*?^    const attrs = \{([^]*?)^    \};/gm)].map(([, name, body]) => [
        name.toLowerCase(),
        named(body, 8),
      ]),
    );
    this.classes = Object.fromEntries(
      [...code.matchAll(/^class (\w+) extends (cdktf\.\w+) \{([^]*?)^\}/gm)].map(([, name, parent, body]) => [name, { parent, body }]),
    );
  }

  root() {
    const [name, { body }] = Object.entries(this.classes).find(([, one]) => /Terraform(Resource|DataSource|Provider)$/.test(one.parent));
    const [, attributes] = /^    synthesizeHclAttributes\(\) \{\n        const attrs = \{([^]*?)^        \};/m.exec(body);
    const config = this.types[`${name}Config`];
    return { ...this.#shape(named(attributes, 12), config), told: this.#told(name) };
  }

  #shape(names, members) {
    const shape = { arguments: {}, blocks: {} };
    for (const [name, { block, struct }] of Object.entries(names)) {
      const { required, repeated, values } = members[name];
      if (!block) {
        // Every resource has it, and none takes it.
        if (name !== "id") shape.arguments[name] = { required, values };
      } else {
        shape.blocks[name] = { required, repeated, schema: this.#shape(this.names[struct.toLowerCase()] ?? {}, this.types[struct] ?? {}) };
      }
    }
    return shape;
  }

  // What can be referred to: an attribute, or one with attributes of its own.
  #told(name) {
    const { body } = this.classes[name];
    const told = {};
    for (const [, attribute] of body.matchAll(/\bget\w*Attribute\(['"]([a-z0-9_]+)['"]\)/g)) told[attribute] = true;
    for (const [, struct, attribute] of body.matchAll(/new (\w+?)(?:List|MapList|OutputReference)\(this, ['"]([a-z0-9_]+)['"]/g)) {
      told[attribute] = `${struct}OutputReference` in this.classes ? this.#told(`${struct}OutputReference`) : true;
    }
    return told;
  }
}

// The link in each remark ends in the name as Terraform has it; before it, some say which values there are.
const members = (body) =>
  Object.fromEntries(
    [...body.matchAll(/\/\*\*((?:(?!\*\/)[^])*)#([a-z0-9_]+) \w+#\2\}(?:(?!\*\/)[^])*\*\/\s*readonly \w+(\??): ([^;]+);/g)].map(
      ([, remark, name, optional, type]) => [name, { required: optional === "", repeated: /\[\]/.test(type), values: possible(remark) }],
    ),
  );

const possible = (remark) => {
  const [, values] = /Possible values: (\["[^\]]*\])/.exec(remark) ?? [];
  return values && JSON.parse(values);
};

const named = (body, indent) =>
  Object.fromEntries(
    [
      ...body.matchAll(
        new RegExp(`^ {${indent}}(\\w+): \\{\\n[^]*?^ {${indent + 4}}isBlock: (true|false),[^]*?storageClassType: "(\\w+)",\\n {${indent}}\\}`, "gm"),
      ),
    ].map(([, name, block, type]) => [name, { block: block === "true", struct: type.replace(/List$/, "") }]),
  );

// Either complains once the package itself has caught up.
function brought(address, schema) {
  const place = (within) => within.reduce((outer, part) => outer.blocks[part].schema, schema);
  for (const { within, name, block } of added[address] ?? []) {
    if (name in place(within).blocks) throw new Error(`${address}: the package has ${name} now (expected: taken out of since.mjs)`);
    place(within).blocks[name] = block;
  }
  for (const { within, name } of removed[address] ?? []) {
    if (!delete place(within).arguments[name]) throw new Error(`${address}: no ${name} to take away`);
  }
  return schema;
}
