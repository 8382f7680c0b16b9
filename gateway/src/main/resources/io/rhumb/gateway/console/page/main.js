// The page: what the feed says, and who draws it.

import { Decisions } from "./decisions.js";
import { Demo } from "./demo.js";
import { byId, el, mark, offer, say } from "./dom.js";
import { listen } from "./feed.js";
import { Models } from "./model.js";
import { Picture } from "./picture.js";
import { Plots } from "./plots.js";
import { clock, sentence } from "./words.js";

const LINKS = { connecting: "connecting", live: "live", lost: "no word from the gateway; trying again" };

const models = new Models();
const demo = new Demo();
const picture = new Picture(demo);
const plots = new Plots();
const decisions = new Decisions();
let said = "";

function draw(state) {
  offer(byId("model"), models.names.map((name) => [name, name]));
  const view = models.view(byId("model").value);
  if (view) {
    picture.draw(view);
    plots.draw(view, models);
    decisions.about(view);
  }
  if (state) {
    header(state);
    situation(state.situation);
  }
}

function header(state) {
  say(byId("region"), state.region);
  const config = state.config.inForce;
  say(byId("config"), `config generation ${config.generation} · since ${clock(config.since)}`
    + (state.config.found.refused ? " · a newer one is refused" : ""));
  mark(byId("config"), "data-refused", state.config.found.refused ? "yes" : null);
}

function situation(sentences) {
  const [first, ...others] = sentences;
  mark(byId("situation"), "data-severity", first.severity);
  say(byId("headline"), sentence(first.text));
  const also = byId("also");
  while (also.children.length > others.length) {
    also.lastChild.remove();
  }
  others.forEach((other, i) => {
    const item = also.children[i] ?? also.appendChild(el("li"));
    mark(item, "data-severity", other.severity);
    say(item, sentence(other.text));
  });
  // Read out only when it is about something else than before, not each time a number in it changes.
  const keys = sentences.map((each) => each.key).join();
  if (keys !== said) {
    said = keys;
    say(byId("announcement"), sentences.map((each) => sentence(each.text)).join(" "));
  }
  document.title = first.severity === "calm" ? "Rhumb" : `${sentence(first.text)} – Rhumb`;
}

byId("model").addEventListener("change", () => draw(null));
new ResizeObserver(() => draw(null)).observe(byId("picture"));

listen({
  link(state) {
    mark(byId("link"), "data-state", state);
    mark(document.body, "data-link", state);
    say(byId("link-text"), LINKS[state]);
  },
  hello(told) {
    models.hello(told);
    decisions.hello(told);
  },
  state(told) {
    models.state(told);
    demo.state(told.demo ?? null);
    draw(told);
  },
  decisions(told) {
    decisions.add(told.decisions, told.leftOut);
  },
});
