// deploy/terraform/endpoint/deploy-model.sh, with a gcloud that writes down what it is asked for.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { ENDPOINT } from "./modules.mjs";

const environment = {
  PROJECT: "p", REGION: "r", ENDPOINT: "1", MODEL: "rhumb-linear-new", ARTIFACTS: "gs://b/linear", CONTAINER_IMAGE: "c", MACHINE_TYPE: "m",
};

// deployed: lines of id and display name; models: what the registry has; failing: the command that fails
function run({ deployed = "\t", models = [], failing = "nothing" } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "rhumb-deploy-model-"));
  const gcloud = `#!/bin/sh
echo "$*" >> "${folder}/asked"
case "$*" in
  *"${failing}"*) exit 1 ;;
  "ai endpoints describe"*) printf '%b\\n' '${deployed.replaceAll("\n", "\\n").replaceAll("\t", "\\t")}' ;;
  "ai models describe"*) case " ${models.join(" ")} " in *" $4 "*) ;; *) exit 1 ;; esac ;;
esac
`;
  try {
    writeFileSync(join(folder, "gcloud"), gcloud, { mode: 0o755 });
    const { status, stderr } = spawnSync("sh", [join(ENDPOINT, "deploy-model.sh")], {
      env: { ...environment, PATH: `${folder}:${process.env.PATH}` },
      encoding: "utf8",
    });
    const asked = existsSync(join(folder, "asked")) ? readFileSync(join(folder, "asked"), "utf8").trim().split("\n") : [];
    return { status, stderr, changes: asked.filter((line) => !/ describe /.test(line)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const names = ({ changes }) => changes.map((line) => line.split(" ")[2]);

test("an endpoint with nothing deployed gets the model", () => {
  const ran = run();
  assert.equal(ran.status, 0, ran.stderr);
  assert.deepEqual(names(ran), ["upload", "deploy-model"]);
  assert.match(ran.changes[0], /--model-id=rhumb-linear-new /);
  assert.match(ran.changes[1], /--model=rhumb-linear-new .*--traffic-split=0=100/);
});

test("another model is deployed first, and only then the old one undeployed", () => {
  const ran = run({ deployed: "11\trhumb-linear-old\n12\tsomebody-elses" });
  assert.equal(ran.status, 0, ran.stderr);
  assert.deepEqual(names(ran), ["upload", "deploy-model", "undeploy-model"]);
  assert.match(ran.changes[2], /--deployed-model-id=11$/);
});

test("a model that is deployed already is left", () => {
  const ran = run({ deployed: "11\trhumb-linear-new" });
  assert.equal(ran.status, 0, ran.stderr);
  assert.deepEqual(ran.changes, []);
});

test("one whose name begins alike is another", () => {
  assert.deepEqual(names(run({ deployed: "11\trhumb-linear-new2" })), ["upload", "deploy-model", "undeploy-model"]);
});

test("a run that stopped before the old one was undeployed is finished", () => {
  const ran = run({ deployed: "11\trhumb-linear-old\n12\trhumb-linear-new" });
  assert.equal(ran.status, 0, ran.stderr);
  assert.deepEqual(names(ran), ["undeploy-model"]);
});

test("a model that was uploaded already is not uploaded again", () => {
  assert.deepEqual(names(run({ models: ["rhumb-linear-new"] })), ["deploy-model"]);
});

for (const failing of ["endpoints describe", "models upload", "deploy-model", "undeploy-model"]) {
  test(`it fails where ${failing} fails, and leaves the old model`, () => {
    const ran = run({ deployed: "11\trhumb-linear-old", failing });
    assert.notEqual(ran.status, 0);
    if (failing !== "undeploy-model") assert.ok(!names(ran).includes("undeploy-model"));
  });
}
