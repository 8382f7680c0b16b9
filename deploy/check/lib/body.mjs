// The structure of a Terraform file: which arguments and blocks it has, in which lines. HashiCorp's own parser, which hcl2json
// brings, says whether the syntax is right and what an expression consists of, but tells arguments from blocks only by their
// shape, and no lines; so the structure is scanned here, and held against what that parser found.
import { parse } from "@cdktf/hcl2json";

export class SyntaxProblem extends Error {}

// {attributes: [{name, text, line}], blocks: [{type, labels, line, body}]}
export async function readBody(file, source) {
  let json;
  try {
    json = await parse(file, source);
  } catch (problem) {
    throw new SyntaxProblem(`${file}: ${String(problem.message).replace(/^parse config: /, "")}`);
  }
  const body = new Scanner(file, source).body(false);
  const [scanned, parsed] = [outline(body), outlineOfJson(json, body)];
  if (JSON.stringify(scanned) !== JSON.stringify(parsed)) {
    throw new SyntaxProblem(`${file}: scanned as ${JSON.stringify(scanned)} (expected: ${JSON.stringify(parsed)})`);
  }
  return body;
}

class Scanner {
  constructor(file, source) {
    this.file = file;
    this.source = source;
    this.at = 0;
  }

  body(nested) {
    const body = { attributes: [], blocks: [] };
    for (;;) {
      this.#skip(true);
      if (this.at >= this.source.length || this.#take("}")) {
        if (nested !== (this.source[this.at - 1] === "}" && this.at <= this.source.length)) this.#fail();
        return body;
      }
      const line = this.#line();
      const name = this.#identifier();
      this.#skip(false);
      if (this.#take("=")) {
        this.#skip(false);
        body.attributes.push({ name, text: this.#expression(), line });
      } else {
        body.blocks.push(this.#block(name, line));
      }
    }
  }

  #block(type, line) {
    const labels = [];
    while (!this.#take("{")) {
      labels.push(this.source[this.at] === '"' ? JSON.parse(this.#string()) : this.#identifier());
      this.#skip(false);
    }
    return { type, labels, line, body: this.body(true) };
  }

  // Up to the end of the line, but not within brackets, strings, remarks and heredocs.
  #expression() {
    const start = this.at;
    let depth = 0;
    while (this.at < this.source.length) {
      const next = this.source[this.at];
      if (depth === 0 && (next === "\n" || next === "}" || this.#atRemark())) break;
      if (this.#atRemark()) this.#skip(false);
      else if (next === '"') this.#string();
      else if (this.source.startsWith("<<", this.at)) this.#heredoc();
      else {
        if ("([{".includes(next)) depth++;
        if (")]}".includes(next)) depth--;
        this.at++;
      }
    }
    return this.source.slice(start, this.at).trim();
  }

  #string() {
    const start = this.at++;
    while (this.source[this.at] !== '"') {
      if (this.at >= this.source.length) this.#fail();
      if (/^[$%]\{/.test(this.source.slice(this.at, this.at + 2)) && this.source[this.at - 1] !== this.source[this.at]) {
        this.at += 2;
        this.#template();
      } else {
        this.at += this.source[this.at] === "\\" ? 2 : 1;
      }
    }
    return this.source.slice(start, ++this.at);
  }

  #template() {
    for (let depth = 1; depth > 0; ) {
      const next = this.source[this.at];
      if (next === undefined) this.#fail();
      if (next === '"') {
        this.#string();
        continue;
      }
      if (next === "{") depth++;
      if (next === "}") depth--;
      this.at++;
    }
  }

  #heredoc() {
    const [opening, marker] = /^<<-?([A-Za-z_]+)\n/.exec(this.source.slice(this.at)) ?? this.#fail();
    const end = new RegExp(`^[ \\t]*${marker}$`, "m").exec(this.source.slice(this.at + opening.length)) ?? this.#fail();
    this.at += opening.length + end.index + end[0].length;
  }

  #identifier() {
    const [name] = /^[A-Za-z_][A-Za-z0-9_-]*/.exec(this.source.slice(this.at)) ?? this.#fail();
    this.at += name.length;
    return name;
  }

  #atRemark() {
    return this.source[this.at] === "#" || /^(\/\/|\/\*)/.test(this.source.slice(this.at, this.at + 2));
  }

  #skip(newlines) {
    const blank = newlines ? /^(\s+|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)/ : /^([ \t]+|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)/;
    for (let found; (found = blank.exec(this.source.slice(this.at))); ) this.at += found[0].length;
  }

  #take(text) {
    const found = this.source.startsWith(text, this.at);
    if (found) this.at += text.length;
    return found;
  }

  #line() {
    return this.source.slice(0, this.at).split("\n").length;
  }

  #fail() {
    throw new SyntaxProblem(`${this.file}:${this.#line()}: not understood`);
  }
}

// What both can be compared by: for each name how often it is there, and the same within blocks.
function outline(body) {
  const names = {};
  for (const { name } of body.attributes) names[name] = "argument";
  for (const block of body.blocks) (names[[block.type, ...block.labels].join(" ")] ??= []).push(outline(block.body));
  return sorted(names);
}

// Which of its objects are blocks hcl2json does not tell, so the scan says where to look.
function outlineOfJson(json, body) {
  const names = Object.fromEntries(Object.keys(json).map((name) => [name, "argument"]));
  for (const block of body.blocks) delete names[block.type];
  const seen = {};
  for (const block of body.blocks) {
    const name = [block.type, ...block.labels].join(" ");
    const found = [block.type, ...block.labels].reduce((inner, key) => inner?.[key], json);
    const index = (seen[name] ??= []).length;
    seen[name].push(Array.isArray(found) && found[index] ? outlineOfJson(found[index], block.body) : "none");
    names[name] = seen[name];
  }
  return sorted(names);
}

const sorted = (entries) => Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
