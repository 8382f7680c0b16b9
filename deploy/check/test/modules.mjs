// What the tests look at.
import { fileURLToPath } from "node:url";
import { readBody } from "../lib/body.mjs";
import { check } from "../lib/check.mjs";
import { Evaluation } from "../lib/evaluate.mjs";
import { readModule } from "../lib/module.mjs";

const folder = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

export const GATEWAY = folder("terraform");
export const ENDPOINT = folder("terraform/endpoint");

// The problems of a module with one place changed.
export async function problemsOf(path, file, from, to) {
  let changed = false;
  const module = await readModule(path, (name, source) => {
    if (name !== file) return source;
    changed = source.includes(from);
    return source.replace(from, () => to);
  });
  if (!changed) throw new Error(`${file} has no ${from}`);
  return check(module);
}

// The values in a file of assignments, such as terraform.tfvars.
export async function assignments(name, source) {
  const { attributes } = await readBody(name, source);
  const values = new Evaluation({ variables: {} });
  const result = {};
  for (const one of attributes) result[one.name] = await values.value(one, { file: name, names: {} });
  return result;
}

// The value of one expression.
export const valueOf = (text, names = {}) => new Evaluation({ variables: {} }).value({ text, line: 1 }, { file: "test", names });
