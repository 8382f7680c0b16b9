// Breaks and heals the demo's regions, and lets traffic flow. Elsewhere than in the demo it does nothing.

import { byId, el, mark, say } from "./dom.js";

const FAULTS = [
  ["down", "answers 503", { kind: "status", status: 503 }],
  ["quota", "out of quota", { kind: "status", status: 429, retryAfter: 20 }],
  ["slow", "400 ms slower", { kind: "latency", millis: 400 }],
  ["silent", "never answers", { kind: "blackhole" }],
];

export class Demo {
  #told = null;

  constructor() {
    byId("traffic").addEventListener("click", () => {
      const on = this.#told.traffic.running;
      send(on ? "DELETE" : "PUT", "../demo/traffic");
    });
  }

  /** Takes what is told; null: this is not the demo. */
  state(told) {
    this.#told = told;
    byId("demo").hidden = !told;
    if (told) {
      const { running, perSecond } = told.traffic;
      say(byId("traffic"), running ? "Stop the traffic" : `Start traffic, ${perSecond} requests a second`);
      mark(byId("traffic"), "data-running", running ? "yes" : "no");
    }
  }

  /** Buttons for a region. */
  controls(region) {
    const choice = el("select", { "aria-label": `How to break ${region}` },
      ...FAULTS.map(([value, text]) => el("option", { value }, text)));
    const button = el("button", { type: "button", class: "break" });
    const path = `../demo/regions/${encodeURIComponent(region)}/fault`;
    button.addEventListener("click", () => {
      if (this.#fault(region)) {
        send("DELETE", path);
      } else {
        send("PUT", path, FAULTS.find(([value]) => value === choice.value)[2]);
      }
    });
    return { region, choice, button, box: el("div", { class: "controls", hidden: true }, choice, button) };
  }

  /** Shows whether it is broken. */
  update(controls) {
    const known = this.#told && controls.region in this.#told.regions;
    controls.box.hidden = !known;
    if (known) {
      const broken = this.#fault(controls.region) !== null;
      say(controls.button, broken ? `Heal ${controls.region}` : `Break ${controls.region}`);
      mark(controls.button, "data-broken", broken ? "yes" : "no");
      controls.choice.hidden = broken;
    }
  }

  #fault(region) {
    return this.#told?.regions[region]?.fault ?? null;
  }
}

async function send(method, path, body) {
  const problem = byId("demo-problem");
  try {
    const answer = await fetch(path, { method, body: body ? JSON.stringify(body) : undefined });
    say(problem, answer.ok ? "" : `That was refused: ${answer.status}.`);
  } catch {
    say(problem, "The gateway did not answer.");
  }
}
