// Expressions as a tree, by HashiCorp's own parser. What hcl2json hands out is tidied up here: what keys objects have, and what
// escapes in strings stand for, it leaves to be found in the text.
import { getExpressionAst } from "@cdktf/hcl2json";

// Trees by their text: most are looked at more than once.
const read = new Map();

// {kind: "literal", value} and so on
export async function readExpression(text, where) {
  if (!read.has(text)) read.set(text, await readAnew(text, where));
  return read.get(text);
}

async function readAnew(text, where) {
  let tree;
  try {
    // A heredoc ends with a line.
    tree = await getExpressionAst(where, `${text}\n`);
  } catch (problem) {
    throw new Error(`${where}: ${problem.message}`);
  }
  return node(tree, { bytes: Buffer.from(text), heredoc: text.startsWith("<<"), flush: text.includes("<<-") });
}

function node(tree, source) {
  const { type, meta = {} } = tree;
  const inner = (tree.children ?? []).map((child) => (child.type === "" && !child.children?.length ? child : node(child, source)));
  switch (type) {
    case "literalValue":
      return { kind: "literal", value: literal(meta) };
    case "template":
      // Of a heredoc with <<- hcl2json moves the first line only.
      return { kind: "template", flush: source.flush, parts: tree.children.map((part) => templatePart(part, source)) };
    case "templateWrap":
    case "templateJoin":
      return { kind: type === "templateWrap" ? "wrap" : "join", inner: inner[0] };
    case "tuple":
      return { kind: "tuple", items: inner };
    case "object":
      return { kind: "object", entries: entries(tree, inner, source) };
    case "function":
      return { kind: "call", name: meta.name, arguments: inner, expand: meta.expandedFinalArgument };
    case "for":
      return forNode(meta, inner);
    case "scopeTraversal":
      return { kind: "reference", root: meta.traversal[0].segment, path: meta.traversal.slice(1).map(step) };
    case "relativeTraversal":
      return { kind: "access", from: inner[0], path: meta.traversal.map(step) };
    case "index":
      return { kind: "index", from: inner[0], key: inner[1] };
    case "splat":
      return { kind: "splat", from: inner[0], path: inner[1]?.path ?? [] };
    case "conditional":
      return { kind: "conditional", condition: inner[0], then: inner[1], otherwise: inner[2] };
    case "binaryOp":
    case "unaryOp":
      return { kind: "operation", operator: meta.operator, operands: inner };
    case "":
      // Brackets.
      return inner[0];
    default:
      throw new Error(`${type}: not understood`);
  }
}

const step = ({ segment }) => (/^"/.test(segment) ? JSON.parse(segment) : /^\d+$/.test(segment) ? Number(segment) : segment);

function literal({ type, value }) {
  if (type === "number") return Number(value);
  if (type === "bool") return value === "true";
  return value === "null" ? null : value;
}

function templatePart(part, source) {
  if (part.type !== "literalValue" || part.meta.type !== "string") return node(part, source);
  const text = part.meta.value.replace(/([$%])\1\{/g, "$1{");
  return { kind: "literal", value: source.heredoc ? text : text.replace(/\\(u[0-9a-fA-F]{4}|.)/g, unescape) };
}

const unescape = (all, code) => ({ n: "\n", t: "\t", r: "\r" })[code] ?? (code.length > 1 ? JSON.parse(`"${all}"`) : code);

function entries(tree, inner, source) {
  const pairs = [];
  for (let i = 0; i < inner.length; i += 2) {
    const key = tree.children[i];
    const bare = key.type === "" && !key.children?.length;
    pairs.push([bare ? { kind: "literal", value: textOf(key, source) } : inner[i], inner[i + 1]]);
  }
  return pairs;
}

const textOf = ({ range }, { bytes }) => bytes.subarray(range.start.byte, range.end.byte).toString().trim();

function forNode(meta, inner) {
  const [from, ...rest] = inner;
  const key = meta.keyExpression === undefined ? undefined : rest.shift();
  const [value, condition] = rest;
  // With one name, it is the value's; hcl2json calls the first of two the key's.
  return { kind: "for", keyName: meta.keyVar || undefined, valueName: meta.valVar, from, key, value, condition, group: meta.groupedValue };
}
