// YAML as Terraform's yamlencode writes it (github.com/zclconf/go-cty-yaml): keys in order and in quotes, blocks rather than braces.
export function yamlencode(value) {
  return `${lines(value).join("\n")}\n`;
}

function lines(value) {
  if (Array.isArray(value)) return value.length === 0 ? ["[]"] : value.flatMap((item) => indented("- ", lines(item)));
  if (value === null || typeof value !== "object") return [scalar(value)];
  const keys = Object.keys(value).sort();
  return keys.length === 0 ? ["{}"] : keys.flatMap((key) => entry(JSON.stringify(key), value[key]));
}

function entry(key, value) {
  const inner = lines(value);
  if (Array.isArray(value) && value.length > 0) return [`${key}:`, ...inner];
  if (value !== null && typeof value === "object" && Object.keys(value).length > 0) return [`${key}:`, ...inner.map((line) => `  ${line}`)];
  return [`${key}: ${inner[0]}`];
}

const indented = (mark, inner) => inner.map((line, i) => (i === 0 ? mark : "  ") + line);

const scalar = (value) => (typeof value === "string" ? JSON.stringify(value) : String(value));
