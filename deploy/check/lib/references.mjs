// What an expression refers to. Names that it makes itself, in `for`, hold only within.

// A step into a list or map whose key is computed.
export const ANY = "[*]";

// [{root, path, names}], names: those that are known where the reference stands. The name of an item leads to what it is an item of.
export function references(node, names) {
  const on = (...inner) => inner.filter(Boolean).flatMap((one) => references(one, names));
  switch (node.kind) {
    case "reference":
      return [resolved({ root: node.root, path: node.path, names })];
    case "access":
    case "index":
    case "splat": {
      const step = node.kind === "index" ? [ANY] : node.kind === "splat" ? [ANY, ...node.path] : node.path;
      const [whole, ...others] = references(node.from, names);
      const outer = leads(node.from) ? [{ ...whole, path: [...whole.path, ...step] }, ...others] : whole ? [whole, ...others] : [];
      return node.kind === "index" ? [...outer, ...on(node.key)] : outer;
    }
    case "wrap":
    case "join":
      return on(node.inner);
    case "template":
      return on(...node.parts);
    case "tuple":
      return on(...node.items);
    case "object":
      return on(...node.entries.flat());
    case "call":
      return on(...node.arguments);
    case "conditional":
      return on(node.condition, node.then, node.otherwise);
    case "operation":
      return on(...node.operands);
    case "for": {
      const inner = { ...names, [node.valueName]: itemOf(node.from, names), ...(node.keyName && { [node.keyName]: true }) };
      return [...on(node.from), ...[node.key, node.value, node.condition].filter(Boolean).flatMap((one) => references(one, inner))];
    }
    default:
      return [];
  }
}

// What an item of that is called stands for: {of: reference}, or true where that cannot be told
export function itemOf(node, names) {
  return leads(node) ? { of: references(node, names)[0] } : true;
}

const leads = ({ kind }) => ["reference", "access", "index", "splat"].includes(kind);

function resolved({ root, path, names }) {
  let place = names[root];
  for (let i = 0; i <= path.length && place instanceof Object; place = place[path[i++]]) {
    if (place.of) return { ...place.of, path: [...place.of.path, ANY, ...path.slice(i)] };
  }
  return { root, path, names };
}
