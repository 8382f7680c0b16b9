// A folder of Terraform files, as Terraform sees it: one module.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { readBody } from "./body.mjs";

// Bodies by their text.
const read = new Map();

// {folder, variables, locals, outputs, resources, others}; each but the last by name or address
export async function readModule(folder, change = (file, source) => source) {
  const module = { folder, variables: {}, locals: {}, outputs: {}, resources: {}, others: [], problems: [] };
  for (const file of (await readdir(folder)).filter((name) => name.endsWith(".tf")).sort()) {
    const source = change(file, await readFile(join(folder, file), "utf8"));
    const key = `${file}\n${source}`;
    if (!read.has(key)) read.set(key, await readBody(file, source));
    const body = read.get(key);
    for (const { name, line } of body.attributes) module.problems.push(`${file}:${line}: ${name}: an argument (expected: a block)`);
    for (const block of body.blocks) place(module, file, block);
  }
  return module;
}

function place(module, file, block) {
  const where = { ...block, file };
  const [first, second] = block.labels;
  const declare = (kind, name, value) => {
    if (name in module[kind]) module.problems.push(`${file}:${block.line}: ${name}: declared twice`);
    module[kind][name] = value;
  };
  if (block.type === "variable") declare("variables", first, where);
  else if (block.type === "output") declare("outputs", first, where);
  else if (block.type === "resource") declare("resources", `${first}.${second}`, where);
  else if (block.type === "data") declare("resources", `data.${first}.${second}`, where);
  else if (block.type === "locals") block.body.attributes.forEach((one) => declare("locals", one.name, { ...one, file }));
  else module.others.push(where);
}
