// Everything that can be said of a module without the cloud: each block and argument is one that the provider has, in its place; what
// is required is there; each reference leads to something that is declared, and to an attribute that it has; nothing is left over.
import { builtIn, declarations, ofEveryResource, provisioners } from "./language.mjs";
import { nearest } from "./nearest.mjs";
import { readExpression } from "./expression.mjs";
import { ANY, itemOf, references } from "./references.mjs";
import { schemaOf } from "./schema.mjs";

// Problems, each as `file:line: path: what (expected: …)`
export async function check(module) {
  const run = new Check(module);
  await run.all();
  return [...module.problems, ...run.problems];
}

class Check {
  constructor(module) {
    this.module = module;
    this.problems = [];
    this.used = new Set();
  }

  async all() {
    for (const [name, one] of Object.entries(this.module.variables)) await this.#declaration("variable", name, one);
    for (const [name, one] of Object.entries(this.module.outputs)) await this.#declaration("output", name, one);
    for (const [name, one] of Object.entries(this.module.locals)) await this.#expression(one, `local.${name}`, one, {});
    for (const [address, one] of Object.entries(this.module.resources)) await this.#resource(address, one);
    for (const one of this.module.others) await this.#other(one);
    this.#unused();
  }

  async #declaration(kind, name, one) {
    await this.#body(one.body, declarations[kind], `${kind}.${name}`, { ...one, raw: ["type"] });
  }

  async #other(one) {
    const schema = one.type === "provider" && one.labels[0] === "google" ? await schemaOf("provider") : declarations[one.type];
    if (schema) await this.#body(one.body, schema, one.type, one);
    else this.#problem(one, [one.type, ...one.labels].join(" "), "unknown (expected: variable, locals, output, resource, data, provider or terraform)");
  }

  async #resource(address, one) {
    const type = address.slice(0, address.lastIndexOf("."));
    const schema = await this.#schema(type);
    if (!schema) return this.#problem(one, address, "no such type in the provider's schema");
    const names = one.body.attributes.some(({ name }) => name === "for_each") ? { each: await this.#item(one.body, one.file, {}) } : {};
    const blocks = { ...schema.blocks, ...ofEveryResource.blocks };
    const all = { arguments: { ...schema.arguments, ...ofEveryResource.arguments }, blocks };
    const local = { ...one, body: { ...one.body, blocks: one.body.blocks.filter(({ type }) => type !== "provisioner") } };
    await this.#body(local.body, all, address, { file: one.file, names, raw: ["lifecycle", "provider"] });
    for (const block of one.body.blocks.filter(({ type }) => type === "provisioner")) {
      const known = provisioners[block.labels[0]];
      if (known) await this.#body(block.body, known, `${address}.provisioner`, { file: one.file, names: { ...names, self: true } });
      else this.#problem({ ...block, file: one.file }, `${address}.provisioner.${block.labels[0]}`, "unknown");
    }
  }

  async #schema(type) {
    return builtIn[type] ?? schemaOf(type);
  }

  // scope: file, line, names that expressions may use besides what is declared, raw: what is no expression
  async #body(body, schema, path, scope) {
    const given = new Map();
    for (const one of body.attributes) {
      const here = { file: scope.file, line: one.line };
      if (given.has(one.name)) this.#problem(here, `${path}.${one.name}`, "given twice");
      given.set(one.name, 1);
      if (one.name in schema.arguments) {
        if (!scope.raw?.includes(one.name)) await this.#expression(one, `${path}.${one.name}`, here, scope.names ?? {}, schema.arguments[one.name].values);
      } else if (one.name in schema.blocks) this.#problem(here, `${path}.${one.name}`, `an argument (expected: a block, ${one.name} { … })`);
      else this.#unknown(here, path, one.name, schema);
    }
    for (const block of body.blocks) {
      const dynamic = block.type === "dynamic" && "content" in named(block.body.blocks);
      const name = dynamic ? block.labels[0] : block.type;
      const here = { file: scope.file, line: block.line };
      if (name in schema.blocks) await this.#block(block, name, dynamic, schema.blocks[name], `${path}.${name}`, scope);
      else if (name in schema.arguments) this.#problem(here, `${path}.${name}`, `a block (expected: an argument, ${name} = …)`);
      else this.#unknown(here, path, name, schema);
      given.set(name, (given.get(name) ?? 0) + 1);
      const { repeated = true } = schema.blocks[name] ?? {};
      if (!repeated && given.get(name) > 1) this.#problem(here, `${path}.${name}`, "given twice (expected: once)");
    }
    for (const [name, { required }] of Object.entries({ ...schema.arguments, ...schema.blocks })) {
      if (required && !given.has(name)) this.#problem({ ...scope, line: scope.line ?? "" }, `${path}.${name}`, "missing");
    }
  }

  async #block(block, name, dynamic, { schema }, path, scope) {
    const inner = { file: scope.file, line: block.line, names: scope.names, raw: name === "lifecycle" ? ["ignore_changes"] : undefined };
    if (!dynamic) return this.#body(block.body, schema, path, inner);
    const { for_each: over, ...others } = named(block.body.attributes);
    if (over) await this.#expression(over, `${path}.for_each`, { file: scope.file, line: over.line }, scope.names ?? {});
    else this.#problem(inner, `${path}.for_each`, "missing");
    for (const other of Object.keys(others)) this.#problem(inner, `${path}.${other}`, "unknown (expected: for_each)");
    const content = block.body.blocks.find(({ type }) => type === "content");
    await this.#body(content.body, schema, path, { ...inner, names: { ...scope.names, [name]: await this.#item(block.body, scope.file, scope.names) } });
  }

  // What `each`, or the name of a dynamic block, stands for.
  async #item(body, file, names) {
    const { for_each: over } = named(body.attributes);
    return { key: true, value: over ? itemOf(await readExpression(over.text, `${file}:${over.line}`), names ?? {}) : true };
  }

  // values: those that there are, if the schema says so; looked at where the value is written as it is
  async #expression({ text }, path, here, names, values) {
    let found;
    try {
      const node = await readExpression(text, `${here.file}:${here.line}`);
      found = references(node, names);
      const [part] = node.kind === "template" && node.parts.length === 1 ? node.parts : [];
      // An empty one is always taken, and stands for none.
      if (values && part?.kind === "literal" && part.value !== "" && !values.includes(part.value)) {
        this.#problem(here, path, `${part.value} (expected: one of ${values.join(", ")})`);
      }
    } catch (problem) {
      this.problems.push(problem.message);
      return;
    }
    for (const reference of found) {
      const why = await this.#wrong(reference, path.endsWith(".depends_on"));
      if (why) this.#problem(here, path, why);
    }
  }

  // Why a reference leads nowhere; undefined if it does lead somewhere.
  async #wrong({ root, path, names }, whole) {
    const shown = [root, ...path].map((part) => (part === ANY ? "[…]" : part)).join(".");
    if (root in names) return fits(names[root], path) ? undefined : `${shown}: has only key and value`;
    if (root === "path") return path[0] === "module" ? undefined : `${shown}: unknown (expected: path.module)`;
    if (root === "var" || root === "local") {
      const declared = this.module[root === "var" ? "variables" : "locals"];
      this.used.add(`${root}.${path[0]}`);
      return path[0] in declared ? undefined : `${shown}: not declared${nearest(path[0], Object.keys(declared))}`;
    }
    return this.#wrongResource(shown, root, path, whole);
  }

  async #wrongResource(shown, root, path, whole) {
    const [address, ...rest] = root === "data" ? [`data.${path[0]}.${path[1]}`, ...path.slice(2)] : [`${root}.${path[0]}`, ...path.slice(1)];
    const resource = this.module.resources[address];
    if (!resource) return `${shown}: not declared${nearest(address, Object.keys(this.module.resources))}`;
    this.used.add(address);
    const several = resource.body.attributes.some(({ name }) => name === "for_each");
    if (rest.length === 0 || whole) return undefined;
    if (several !== (rest[0] === ANY || typeof rest[0] === "number")) {
      return `${shown}: ${several ? "one of several (expected: [KEY] after its name)" : "one only (expected: no [KEY] after its name)"}`;
    }
    const schema = await this.#schema(address.slice(0, address.lastIndexOf(".")));
    const attribute = several ? rest.slice(1) : rest;
    return !schema || fits(schema.told, attribute) ? undefined : `${shown}: no such attribute${nearest(attribute[0], Object.keys(schema.told))}`;
  }

  #unused() {
    for (const [kind, root] of [["variables", "var"], ["locals", "local"]]) {
      for (const [name, one] of Object.entries(this.module[kind])) {
        if (!this.used.has(`${root}.${name}`)) this.#problem(one, `${root}.${name}`, "never used");
      }
    }
    for (const [address, one] of Object.entries(this.module.resources)) {
      if (address.startsWith("data.") && !this.used.has(address)) this.#problem(one, address, "never used");
    }
  }

  #unknown(here, path, name, schema) {
    this.#problem(here, `${path}.${name}`, `unknown${nearest(name, [...Object.keys(schema.arguments), ...Object.keys(schema.blocks)])}`);
  }

  #problem({ file, line }, path, what) {
    this.problems.push(`${file}:${line}: ${path}: ${what}`);
  }
}

const named = (items) => Object.fromEntries(items.map((one) => [one.name ?? one.type, one]));

// Whether what is told has such an attribute. What is a list there is stepped into by an index.
function fits(told, path) {
  let place = told;
  for (const part of path) {
    if (place === true) return true;
    if (part === ANY || typeof part === "number") continue;
    if (!Object.hasOwn(place, part)) return false;
    place = place[part];
  }
  return true;
}
