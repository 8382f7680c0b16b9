#!/usr/bin/env node
// node main.mjs check FOLDER…            prints every problem of these modules; exit code 0, or 1 if there is one
// node main.mjs evaluate FOLDER ADDRESS… its outputs and these resources, as JSON, given on standard input
//                                        {"given": {variable: value}, "told": {address: what the cloud would say}}
import { text } from "node:stream/consumers";
import { check } from "./lib/check.mjs";
import { Evaluation, UNKNOWN } from "./lib/evaluate.mjs";
import { readModule } from "./lib/module.mjs";

const commands = {
  async check(...folders) {
    let found = 0;
    for (const folder of folders) {
      for (const problem of await check(await readModule(folder))) {
        console.error(`${folder}/${problem}`);
        found++;
      }
    }
    return found > 0 ? 1 : 0;
  },

  async evaluate(folder, ...addresses) {
    const module = await readModule(folder);
    const { given, told } = JSON.parse(await text(process.stdin));
    const evaluation = new Evaluation(module, given, told);
    const result = { refusals: await evaluation.refusals(), outputs: {}, resources: {} };
    if (result.refusals.length === 0) {
      for (const name of Object.keys(module.outputs)) result.outputs[name] = await evaluation.output(name);
      for (const address of addresses) result.resources[address] = await evaluation.resource(address);
    }
    process.stdout.write(JSON.stringify(result, (key, value) => (value === UNKNOWN ? "(known after apply)" : value)));
    return 0;
  },
};

const [name, ...operands] = process.argv.slice(2);
if (!Object.hasOwn(commands, name) || operands.length === 0) {
  console.error("usage: node main.mjs check FOLDER… | evaluate FOLDER ADDRESS…");
  process.exit(2);
}
try {
  process.exitCode = await commands[name](...operands);
} catch (problem) {
  console.error(problem.message);
  process.exitCode = 1;
}
