// Whether a value is of the type that a variable declares. Unlike Terraform, numbers in quotes are no numbers, and objects have no
// keys that their type lacks: what Terraform would drop without a word is more likely misspelled.

// The problem as text; undefined if there is none
export function mismatch(value, type, path) {
  const name = type.kind === "call" ? type.name : type.root;
  const expected = (ok, what) => (ok ? undefined : `${path}: ${JSON.stringify(value)} (expected: ${what})`);
  switch (name) {
    case "any":
      return undefined;
    case "string":
    case "number":
      return expected(typeof value === name, `a ${name}`);
    case "bool":
      return expected(typeof value === "boolean", "true or false");
    case "list":
    case "set":
      return expected(Array.isArray(value), "a list") ?? first(value.map((one, i) => mismatch(one, type.arguments[0], `${path}[${i}]`)));
    case "map":
      return expected(isMap(value), "a map") ?? first(Object.entries(value).map(([key, one]) => mismatch(one, type.arguments[0], `${path}.${key}`)));
    case "object":
      return expected(isMap(value), "an object") ?? object(value, type.arguments[0].entries, path);
    default:
      throw new Error(`${path}: type ${name}: not understood`);
  }
}

function object(value, entries, path) {
  const names = entries.map(([key]) => key.value);
  const strange = Object.keys(value).find((key) => !names.includes(key));
  if (strange) return `${path}.${strange}: unknown (expected: one of ${names.join(", ")})`;
  const missing = names.find((name) => !(name in value));
  if (missing) return `${path}.${missing}: missing`;
  return first(entries.map(([key, type]) => mismatch(value[key.value], type, `${path}.${key.value}`)));
}

const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

const first = (problems) => problems.find((problem) => problem !== undefined);
