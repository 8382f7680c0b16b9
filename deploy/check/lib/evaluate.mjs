// What a module comes to, given values for its variables: as much of Terraform's evaluation as the module uses. What only the cloud can
// tell, such as the address that it chooses, is unknown, and so is all that follows from it, unless the caller makes it up.
import { readExpression } from "./expression.mjs";
import { functions, sortedKeys } from "./functions.mjs";
import { mismatch } from "./types.mjs";

export const UNKNOWN = Symbol("known after apply");

// Marks what has attributes that only the cloud can tell.
const COMPUTED = Symbol("computed");

export class Evaluation {
  #module;
  #given;
  #told;
  #memory = new Map();

  // given: values of variables by name; told: what the cloud would say, by address of the resource
  constructor(module, given = {}, told = {}) {
    this.#module = module;
    this.#given = given;
    this.#told = told;
  }

  // Problems of the values that were given.
  async refusals() {
    const problems = Object.keys(this.#given)
      .filter((name) => !(name in this.#module.variables))
      .map((name) => `${name}: no such variable`);
    for (const [name, { body, file }] of Object.entries(this.#module.variables)) {
      if (!(name in this.#given) && !attribute(body, "default")) {
        problems.push(`${name}: missing`);
        continue;
      }
      const scope = { file, names: {} };
      const type = attribute(body, "type");
      const wrong = name in this.#given && type && mismatch(this.#given[name], await readExpression(type.text, file), name);
      if (wrong) {
        problems.push(wrong);
        continue;
      }
      for (const { body: rule } of body.blocks.filter(({ type }) => type === "validation")) {
        if ((await this.value(attribute(rule, "condition"), scope)) !== true) problems.push(await this.value(attribute(rule, "error_message"), scope));
      }
    }
    return problems;
  }

  async output(name) {
    const { body, file } = this.#module.outputs[name];
    return this.value(attribute(body, "value"), { file, names: {} });
  }

  // The arguments of a resource: of each of its instances, if it has several.
  async resource(address) {
    return this.#once(address, async () => {
      const { body, file } = this.#module.resources[address];
      const each = attribute(body, "for_each");
      if (!each) return this.#instance(body, { file, names: {} }, this.#told[address]);
      const over = await this.value(each, { file, names: {} });
      if (over === UNKNOWN) throw new Error(`${address}: for_each: known only after apply`);
      const all = {};
      for (const key of Array.isArray(over) ? over : sortedKeys(over)) {
        const value = Array.isArray(over) ? key : over[key];
        all[key] = await this.#instance(body, { file, names: { each: { key, value } } }, this.#told[address]?.[key]);
      }
      return all;
    });
  }

  async #instance(body, scope, told) {
    return Object.assign(await this.#body(body, scope), told, { [COMPUTED]: true });
  }

  async #body(body, scope) {
    const result = {};
    for (const one of body.attributes) {
      if (!["for_each", "depends_on", "triggers_replace"].includes(one.name)) result[one.name] = await this.value(one, scope);
    }
    for (const block of body.blocks.filter(({ type }) => !["lifecycle", "provisioner"].includes(type))) {
      for (const [name, inner] of await this.#blocks(block, scope)) (result[name] ??= []).push(inner);
    }
    return result;
  }

  async #blocks(block, scope) {
    if (block.type !== "dynamic") return [[block.type, await this.#body(block.body, scope)]];
    const [name] = block.labels;
    const over = await this.value(attribute(block.body, "for_each"), scope);
    const content = block.body.blocks.find(({ type }) => type === "content");
    const result = [];
    for (const [key, value] of pairs(over)) {
      result.push([name, await this.#body(content.body, { ...scope, names: { ...scope.names, [name]: { key, value } } })]);
    }
    return result;
  }

  async value({ text, line }, scope) {
    const where = `${scope.file}:${line}`;
    try {
      return await this.#node(await readExpression(text, where), scope.names);
    } catch (problem) {
      throw problem.message.startsWith(where) ? problem : new Error(`${where}: ${problem.message}`);
    }
  }

  async #node(node, names) {
    const on = (inner) => this.#node(inner, names);
    switch (node.kind) {
      case "literal":
        return node.value;
      case "wrap":
        return on(node.inner);
      case "join":
        return known([await on(node.inner)], ([parts]) => parts.join(""));
      case "template":
        if (node.flush) throw new Error("<<-: not evaluated here (expected: <<)");
        return known(await all(node.parts, on), (parts) => parts.map(asText).join(""));
      case "tuple":
        return all(node.items, on);
      case "object":
        return Object.fromEntries(await all(node.entries, async ([key, value]) => [await on(key), await on(value)]));
      case "call":
        return this.#call(node, on);
      case "for":
        return this.#for(node, names);
      case "reference":
        return walk(await this.#root(node, names), node.root in names ? node.path : node.path.slice(depth(node.root)));
      case "access":
        return walk(await on(node.from), node.path);
      case "index":
        return known([await on(node.key)], async ([key]) => walk(await on(node.from), [key]));
      case "splat":
        return known([await on(node.from)], ([from]) => (Array.isArray(from) ? from : Object.values(from)).map((one) => walk(one, node.path)));
      case "conditional":
        return known([await on(node.condition)], ([condition]) => on(condition ? node.then : node.otherwise));
      case "operation":
        return known(await all(node.operands, on), (operands) => operators[node.operator](...operands));
      default:
        throw new Error(`${node.kind}: not understood`);
    }
  }

  async #call({ name, arguments: given, expand }, on) {
    if (name === "try" || name === "can") return attempt(name, given, on);
    if (!(name in functions)) throw new Error(`${name}: a function that is not known here (expected: one of functions.mjs)`);
    const values = await all(given, on);
    if (!LOOKING_AT_THE_SHAPE.has(name) && values.some(hasUnknown)) return UNKNOWN;
    return known(expand ? [...values.slice(0, -1), ...values.at(-1)] : values, (ready) => functions[name](...ready));
  }

  async #for(node, names) {
    const from = await this.#node(node.from, names);
    if (from === UNKNOWN) return UNKNOWN;
    const results = [];
    for (const [key, value] of pairs(from)) {
      const inner = { ...names, [node.valueName]: value, ...(node.keyName && { [node.keyName]: key }) };
      if (node.condition && !(await this.#node(node.condition, inner))) continue;
      const result = await this.#node(node.value, inner);
      results.push(node.key ? [await this.#node(node.key, inner), result] : result);
    }
    return node.key ? Object.fromEntries(results) : results;
  }

  async #root({ root, path }, names) {
    if (root in names) return names[root];
    if (root === "var") return this.#variable(path[0]);
    if (root === "local") return this.#once(`local.${path[0]}`, () => this.value(this.#module.locals[path[0]], { ...this.#module.locals[path[0]], names: {} }));
    if (root === "path") return this.#module.folder;
    const address = root === "data" ? `data.${path[0]}.${path[1]}` : `${root}.${path[0]}`;
    return this.resource(address);
  }

  async #variable(name) {
    if (name in this.#given) return this.#given[name];
    const { body, file } = this.#module.variables[name];
    return this.value(attribute(body, "default"), { file, names: {} });
  }

  async #once(name, compute) {
    if (!this.#memory.has(name)) {
      this.#memory.set(name, undefined);
      this.#memory.set(name, await compute());
    }
    if (this.#memory.get(name) === undefined) throw new Error(`${name}: needs itself`);
    return this.#memory.get(name);
  }
}

export const attribute = (body, name) => body.attributes.find((one) => one.name === name);

// How many parts of a path say where to look, rather than what for.
const depth = (root) => (root === "data" ? 2 : 1);

const all = async (items, map) => {
  const results = [];
  for (const item of items) results.push(await map(item));
  return results;
};

// What these answer may be known although a part of what they are given is not.
const LOOKING_AT_THE_SHAPE = new Set(["flatten", "keys", "length", "lookup", "merge", "setproduct", "values"]);

const hasUnknown = (value) => value === UNKNOWN || (value instanceof Object && Object.values(value).some(hasUnknown));

const known = (values, compute) => (values.includes(UNKNOWN) ? UNKNOWN : compute(values));

const pairs = (from) => (Array.isArray(from) ? from.map((value, index) => [index, value]) : sortedKeys(from).map((key) => [key, from[key]]));

const asText = (value) => {
  if (value === null || typeof value === "object") throw new Error(`${JSON.stringify(value)} (expected: text)`);
  return String(value);
};

function walk(value, path) {
  for (const step of path) {
    if (value === UNKNOWN) return UNKNOWN;
    if (value === null || typeof value !== "object") throw new Error(`${step}: not within ${JSON.stringify(value)}`);
    if (!(step in value)) {
      if (Array.isArray(value) || !value[COMPUTED]) throw new Error(`${step}: none (expected: one of ${Object.keys(value).join(", ")})`);
      return UNKNOWN;
    }
    value = value[step];
  }
  return value;
}

async function attempt(name, given, on) {
  for (const one of given) {
    try {
      const value = await on(one);
      return name === "can" ? true : value;
    } catch (problem) {
      if (name === "try" && one === given.at(-1)) throw problem;
    }
  }
  return false;
}

const operators = {
  logicalNot: (a) => !a,
  logicalAnd: (a, b) => a && b,
  logicalOr: (a, b) => a || b,
  equal: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  notEqual: (a, b) => JSON.stringify(a) !== JSON.stringify(b),
  greaterThan: (a, b) => a > b,
  greaterThanOrEqual: (a, b) => a >= b,
  lessThan: (a, b) => a < b,
  lessThanOrEqual: (a, b) => a <= b,
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  modulo: (a, b) => a % b,
  negate: (a) => -a,
};
