// Terraform's functions, as far as this module uses them. Those that are not here are refused, so whoever uses another one adds it.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { yamlencode } from "./yamlencode.mjs";

const fail = (message) => {
  throw new Error(message);
};
const text = (value) => (typeof value === "string" ? value : fail(`${JSON.stringify(value)} (expected: text)`));
const list = (value) => (Array.isArray(value) ? value : fail(`${JSON.stringify(value)} (expected: a list)`));
const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const map = (value) => (isMap(value) ? value : fail(`${JSON.stringify(value)} (expected: a map)`));
const number = (value) => {
  const found = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof found === "number" && !Number.isNaN(found) ? found : fail(`${JSON.stringify(value)} (expected: a number)`);
};
// Terraform writes RE2; what is used here, JavaScript reads alike.
const matched = (pattern, value) => {
  const found = new RegExp(pattern).exec(text(value)) ?? fail(`${value} does not match ${pattern}`);
  return found.length > 1 ? found.slice(1) : found[0];
};
const bySort = (values) => [...new Set(values)].sort();

// Values of maps and sets come in the order of their keys.
export const sortedKeys = (value) => Object.keys(map(value)).sort();

export const functions = {
  alltrue: (values) => list(values).every((value) => value === true),
  cidrhost: (range, host) => {
    const [, address, bits] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(text(range)) ?? fail(`${range} (expected: a range)`);
    const parts = address.split(".").map(Number);
    if (parts.some((part) => part > 255) || bits > 32) fail(`${range} (expected: a range)`);
    const all = parts.reduce((sum, part) => sum * 256 + part, 0);
    const first = all - (all % 2 ** (32 - bits)) + host;
    return [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".");
  },
  contains: (values, value) => list(values).includes(value),
  file: (path) => readFileSync(text(path), "utf8"),
  flatten: (values) => list(values).flat(Infinity),
  floor: (value) => Math.floor(number(value)),
  join: (separator, values) => list(values).map(text).join(separator),
  jsonencode: (value) => JSON.stringify(value, (key, one) => (isMap(one) ? Object.fromEntries(sortedKeys(one).map((name) => [name, one[name]])) : one)),
  keys: sortedKeys,
  length: (value) => (typeof value === "string" ? [...value].length : Array.isArray(value) ? value.length : sortedKeys(value).length),
  lookup: (from, key, otherwise) => (text(key) in map(from) ? from[key] : otherwise),
  max: (...values) => Math.max(...values.map(number)),
  merge: (...maps) => Object.assign({}, ...maps.map(map)),
  min: (...values) => Math.min(...values.map(number)),
  pow: (base, exponent) => number(base) ** number(exponent),
  regex: matched,
  replace: (value, old, other) => text(value).replaceAll(old, other),
  setproduct: (...sets) => sets.reduce((before, set) => before.flatMap((some) => list(set).map((one) => [...some, one])), [[]]),
  sha256: (value) => createHash("sha256").update(text(value)).digest("hex"),
  split: (separator, value) => text(value).split(separator),
  startswith: (value, prefix) => text(value).startsWith(prefix),
  substr: (value, offset, length) => text(value).slice(offset, length < 0 ? undefined : offset + length),
  tonumber: number,
  toset: (values) => bySort(list(values)),
  tostring: (value) => (value === null ? null : ["string", "number", "boolean"].includes(typeof value) ? String(value) : fail("no text")),
  trimspace: (value) => text(value).trim(),
  values: (from) => sortedKeys(from).map((key) => from[key]),
  yamldecode: (value) => parse(text(value)),
  yamlencode,
};
