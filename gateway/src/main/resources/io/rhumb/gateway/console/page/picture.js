// The gateway, its targets, and between them lines as thick as their share of the answers.

import { byId, el, mark, say, svg } from "./dom.js";
import { colour, shape } from "./marks.js";
import { millis, percent, perSecond, standing } from "./words.js";

const THICKEST = 26;
const THINNEST = 1.5;
const SIGNS = { admitted: "●", "probe-only": "◐", cooling: "◔", "breaker-open": "✕" };

export class Picture {
  #demo;
  #cards = new Map();
  #wires = new Map();
  #gateway = null;
  #drawn = "";

  constructor(demo) {
    this.#demo = demo;
  }

  draw(view) {
    const shown = JSON.stringify([view.name, view.targets.map(({ told }) => told.id)]);
    if (shown !== this.#drawn) {
      this.#drawn = shown;
      this.#build(view);
    }
    this.#gateway.update(view);
    view.targets.forEach((target) => this.#card(this.#cards.get(target.told.id), target));
    this.#lay(view.targets);
  }

  #build(view) {
    this.#gateway = gateway();
    byId("gateway").replaceChildren(...this.#gateway.parts);
    this.#cards = new Map(view.targets.map((target) => [target.told.id, card(target, this.#demo)]));
    byId("targets").replaceChildren(...[...this.#cards.values()].map(({ box }) => box));
    this.#wires = new Map(view.targets.map((target) => [target.told.id, wire(target.index)]));
    byId("wires").replaceChildren(...[...this.#wires.values()].map(({ group }) => group));
  }

  #card(card, { told, share, rates, now, series }) {
    mark(card.box, "data-availability", told.availability);
    mark(card.box, "data-failing", now.failed > 0 ? "yes" : null);
    mark(card.box, "data-share", share === null ? "" : share.toFixed(3));
    say(card.share, share === null ? "–" : percent(share));
    say(card.sign, SIGNS[told.availability]);
    say(card.standing, standing(told));
    const point = latest(series);
    say(card.rate, perSecond(rates.answered));
    say(card.p50, millis(point?.p50));
    say(card.p99, millis(point?.p99));
    say(card.flight, told.limit === null ? `${told.inFlight}` : `${told.inFlight} of ${told.limit}`);
    say(card.failed, `${perSecond(now.failed + now.throttled)}`);
    mark(card.failed, "data-bad", now.failed + now.throttled > 0 ? "yes" : null);
    this.#demo.update(card.controls);
  }

  /** Lines leave the gateway side by side, and arrive in the middle of their card. */
  #lay(targets) {
    const frame = byId("picture").getBoundingClientRect();
    const from = byId("gateway").getBoundingClientRect();
    mark(byId("wires"), "viewBox", `0 0 ${frame.width} ${frame.height}`);
    const widths = targets.map(({ share }) => THINNEST + (share ?? 0) * THICKEST);
    const upright = byId("targets").getBoundingClientRect().top >= from.bottom;
    const bundle = widths.reduce((sum, width) => sum + width + 2, -2);
    let offset = -bundle / 2;
    targets.forEach(({ told, now }, i) => {
      const to = this.#cards.get(told.id).box.getBoundingClientRect();
      const at = offset + widths[i] / 2;
      offset += widths[i] + 2;
      const path = upright
        ? down(18 - at, from.bottom - frame.top, to.left - frame.left, to.top + 22 - frame.top)
        : across(from.right - frame.left, (from.top + from.bottom) / 2 - frame.top + at,
          to.left - frame.left, (to.top + to.bottom) / 2 - frame.top);
      this.#wires.get(told.id).lay(path, widths[i], told.availability, now);
    });
  }
}

function across(x1, y1, x2, y2) {
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}

function down(x1, y1, x2, y2) {
  return `M${x1} ${y1}V${Math.max(y1, y2 - 20)}Q${x1} ${y2} ${Math.max(x1, x2 - 8)} ${y2}H${x2}`;
}

function wire(index) {
  const line = svg("path", { class: "line" });
  const flow = svg("path", { class: "flow" });
  const fails = svg("path", { class: "fails" });
  return {
    group: svg("g", { class: `wire ${colour(index)}` }, line, flow, fails),
    lay(path, width, availability, now) {
      for (const part of [line, flow, fails]) {
        mark(part, "d", path);
      }
      mark(line, "stroke-width", width.toFixed(2));
      mark(line.parentNode, "data-availability", availability);
      mark(line.parentNode, "data-flows", now.answered > 0 ? "yes" : "no");
      mark(line.parentNode, "data-fails", now.failed + now.throttled > 0 ? "yes" : "no");
    },
  };
}

function gateway() {
  const rate = el("dd");
  const p99 = el("dd");
  const failed = el("dd");
  const failovers = el("dd");
  const hedges = el("dd");
  const strategy = el("p", { class: "strategy" });
  return {
    parts: [
      el("h2", {}, "Gateway"),
      strategy,
      el("dl", {}, pair("come in", rate), pair("p99", p99), pair("fail", failed), pair("failovers", failovers), pair("hedges", hedges)),
    ],
    update({ told, rates, series }) {
      say(strategy, told.strategy.switchedOff ? "strategy switched off" : (told.strategy.names ?? []).join(", "));
      say(rate, perSecond(rates.ended));
      say(p99, millis(latest(series)?.p99));
      say(failed, rates.ended > 0 ? percent(rates.failed / rates.ended) : "–");
      mark(failed, "data-bad", rates.failed > 0 ? "yes" : null);
      say(failovers, perSecond(rates.failovers));
      say(hedges, perSecond(rates.hedges));
    },
  };
}

function card({ index, told }, demo) {
  const parts = {
    share: el("strong", { class: "share" }),
    sign: el("span", { class: "sign", "aria-hidden": "true" }),
    standing: el("span"),
    rate: el("dd"),
    p50: el("dd"),
    p99: el("dd"),
    flight: el("dd"),
    failed: el("dd"),
    controls: demo.controls(told.region),
  };
  const place = [told.id === told.region ? null : told.region, told.local ? "local" : null].filter(Boolean);
  parts.box = el("li", { class: `target ${colour(index)}`, "data-target": told.id },
    el("div", { class: "name" }, shape(index), el("h3", {}, told.id),
      ...place.map((word) => el("span", { class: "tag" }, word)), parts.share),
    el("p", { class: "standing" }, parts.sign, parts.standing),
    el("dl", {}, pair("answers", parts.rate), pair("p50", parts.p50), pair("p99", parts.p99),
      pair("in flight", parts.flight), pair("failures", parts.failed)),
    parts.controls.box);
  return parts;
}

function pair(name, value) {
  return el("div", {}, el("dt", {}, name), value);
}

/** The latest point in which anybody waited. */
function latest(series) {
  const slices = [...series.keys()].sort((a, b) => b - a).slice(0, 3);
  return slices.map((slice) => series.get(slice)).find((point) => point.p50 !== null);
}
