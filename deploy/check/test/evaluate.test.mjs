import assert from "node:assert/strict";
import { test } from "node:test";
import { Evaluation } from "../lib/evaluate.mjs";
import { readModule } from "../lib/module.mjs";
import { GATEWAY, valueOf } from "./modules.mjs";


// Expressions, and what Terraform's documentation says that they come to.
const examples = [
  ['"a-${1 + 2}-$${b}\\n"', "a-3-${b}\n"],
  ['<<EOT\na ${true}\n  "b\\n"\nEOT', 'a true\n  "b\\n"\n'],
  ['{ for k, v in { b = 1, a = 2 } : v => k if v > 1 }', { 2: "a" }],
  ['[for k, v in { b = 1, a = 2 } : "${k}=${v}"]', ["a=2", "b=1"]],
  ["[for i, v in [7, 8] : i]", [0, 1]],
  ["{ (join(\"-\", [\"a\", \"b\"])) = 1, \"c d\" = 2 }", { "a-b": 1, "c d": 2 }],
  ["true ? 1 : nowhere", 1],
  ["[{ a = 1 }, { a = 2 }][*].a", [1, 2]],
  ["{ a = [1, 2] }.a[1]", 2],
  ["max([5, 12, 9]...)", 12],
  ["pow(3, 2)", 9],
  ["merge({ a = 1, b = 2 }, { b = 3 })", { a: 1, b: 3 }],
  ['setproduct(["app1", "app2"], ["prod"])', [["app1", "prod"], ["app2", "prod"]]],
  ['toset(["c", "a", "c"])', ["a", "c"]],
  ['flatten([["a", "b"], [], ["c"]])', ["a", "b", "c"]],
  ['substr("hello world", 1, 4)', "ello"],
  ['substr("hello world", -5, -1)', "world"],
  ['cidrhost("10.12.112.7/20", 16)', "10.12.112.16"],
  ['can(cidrhost("10.12.112.0", 0))', false],
  ['try(tonumber("x"), 7)', 7],
  ['regex("[a-z]+", "53453453.345345aaabbbccc23454")', "aaabbbccc"],
  ['lookup({ a = "ay" }, "c", "what?")', "what?"],
  ['keys({ c = 1, a = 2 })', ["a", "c"]],
  ['values({ c = 1, a = 2 })', [2, 1]],
  ['jsonencode({ b = [1, { d = null, c = true }], a = "x" })', '{"a":"x","b":[1,{"c":true,"d":null}]}'],
  ['yamlencode({ a = "b", c = "d" })', '"a": "b"\n"c": "d"\n'],
  ['yamlencode({ foo = [1, 2, 3], bar = "baz" })', '"bar": "baz"\n"foo":\n- 1\n- 2\n- 3\n'],
  [
    'yamlencode({ foo = [1, { a = "b", c = "d" }, 3], bar = "baz", none = {} })',
    '"bar": "baz"\n"foo":\n- 1\n- "a": "b"\n  "c": "d"\n- 3\n"none": {}\n',
  ],
];

for (const [text, expected] of examples) {
  test(`${text} is as documented`, async () => assert.deepEqual(await valueOf(text), expected));
}

const refused = ["unheard_of(1)", 'tonumber("x")', "{ a = 1 }.b", '"a${[1]}"', "<<-EOT\n  a\nEOT", 'file("nowhere")', "join(\",\", 1)"];
for (const text of refused) {
  test(`${text} is refused`, () => assert.rejects(valueOf(text)));
}

const region = (name) => ({ subnet: "10.0.0.0/26", service_attachment: `projects/p/regions/${name}/serviceAttachments/a`, endpoints: { m: "1" } });
const given = (changes = {}) => ({ project: "p", image: "i", collector_image: "c", domains: ["d"], access: "none", regions: { "us-east4": region("us-east4") }, ...changes });
const refusals = async (changes) => new Evaluation(await readModule(GATEWAY), given(changes)).refusals();
const with_ = (changes) => ({ regions: { "us-east4": { ...region("us-east4"), ...changes } } });

test("values that are right are taken", async () => assert.deepEqual(await refusals({}), []));

// what is wrong, the values, what is said
const wrong = [
  ["an empty map of regions", { regions: {} }, /regions: empty/],
  ["a subnet that is too small", with_({ subnet: "10.0.0.0/27" }), /subnet: not a range of at least 64/],
  ["a subnet that is none", with_({ subnet: "10.0.0.0" }), /subnet: not a range/],
  ["a subnet that Cloud Run cannot reach", with_({ subnet: "192.168.1.0/26" }), /192\.168\.1\.0\/24/],
  ["a subnet with such in it", with_({ subnet: "192.168.0.0/16" }), /192\.168\.1\.0\/24/],
  ["an attachment of another region", with_({ service_attachment: region("us-west1").service_attachment }), /service_attachment: of another region/],
  ["a region without endpoints", with_({ endpoints: undefined }), /regions\.us-east4\.endpoints: undefined/],
  ["a key that regions do not have", with_({ endpoint: "1" }), /regions\.us-east4\.endpoint: unknown/],
  ["a model that is nowhere", { models: { fraud: {} } }, /models: has one that no region/],
  ["more regions than there may come to be", { most_regions: 0 }, /most_regions: less than there are regions/],
  ["no name", { domains: [] }, /domains: 0 names \(expected: 1 to 15/],
  ["more names than a proxy takes certificates", { domains: [...Array(16)].map((_, i) => `d${i}`) }, /domains: 16 names \(expected: 1 to 15/],
  ["a name twice", { domains: ["d", "d"] }, /domains: a name twice/],
  ["no instance", { min_instances: 0 }, /min_instances: less than 1/],
  ["more instances than allowed", { min_instances: 9 }, /max_instances: less than/],
  ["more processors than the memory is for", { cpu: 4 }, /cpu: more than an instance is meant for/],
  ["a variable that there is not", { regoins: {} }, /regoins: no such variable/],
];

for (const [name, changes, expected] of wrong) {
  test(`${name} is refused`, async () => assert.match((await refusals(changes)).join("\n"), expected));
}

// Two addresses for each instance of the old revision and of the new one, one for Private Service Connect, four of Google's own.
for (const [bits, most] of [[26, 14], [25, 30], [24, 62], [16, 16382]]) {
  test(`a /${bits} has addresses for ${most} instances, and no more`, async () => {
    const changes = with_({ subnet: `10.0.0.0/${bits}` });
    assert.ok(4 * most + 1 <= 2 ** (32 - bits) - 4 && 4 * (most + 1) + 1 > 2 ** (32 - bits) - 4);
    assert.deepEqual(await refusals({ ...changes, max_instances: most }), []);
    assert.match((await refusals({ ...changes, max_instances: most + 1 })).join("\n"), /max_instances: more than a subnet has addresses for/);
  });
}

test("the smallest subnet bounds the instances", async () => {
  const regions = { "us-east4": { ...region("us-east4"), subnet: "10.0.0.0/24" }, "us-west1": { ...region("us-west1"), subnet: "10.0.1.0/26" } };
  assert.match((await refusals({ regions, max_instances: 15 })).join("\n"), /max_instances: more than a subnet/);
});

test("as many names as a proxy takes certificates are taken", async () => {
  assert.deepEqual(await refusals({ domains: [...Array(15)].map((_, i) => `d${i}`) }), []);
});

test("a fifth region is refused until most_regions says that there may be so many", async () => {
  const names = ["us-central1", "us-east1", "us-east4", "us-west1", "us-west2"];
  const regions = Object.fromEntries(names.map((name) => [name, region(name)]));
  assert.match((await refusals({ regions })).join("\n"), /most_regions/);
  assert.deepEqual(await refusals({ regions, most_regions: 5 }), []);
});

test("nothing about access is refused", async () => {
  const { access, ...others } = given();
  assert.match((await new Evaluation(await readModule(GATEWAY), others).refusals()).join("\n"), /access: missing/);
});
