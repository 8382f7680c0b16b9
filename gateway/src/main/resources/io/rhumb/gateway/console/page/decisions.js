// The last requests as they come: each a row that opens to its plan and its attempts.

import { byId, el, mark, offer, say } from "./dom.js";
import { grade, sign } from "./marks.js";
import { clock, millis } from "./words.js";

const KEPT = 400;
const SHOWN = 60;

export class Decisions {
  #known = [];
  #rows = new Map();
  #held = false;
  #waiting = 0;
  #model = null;

  constructor() {
    for (const id of ["by-target", "by-outcome"]) {
      byId(id).addEventListener("change", () => this.#show());
    }
    byId("hold").addEventListener("click", () => this.#hold(!this.#held));
  }

  hello(told) {
    if (!told.resumed) {
      this.#known = [];
    }
    this.add(told.decisions, told.resumed ? told.leftOut : 0);
  }

  /** Takes what is new, the earliest first. */
  add(decisions, leftOut) {
    const last = this.#known[0]?.number ?? -1;
    const fresh = decisions.filter(({ number }) => number > last).reverse();
    this.#known = [...fresh, ...this.#known].slice(0, KEPT);
    say(byId("left-out"), leftOut > 0 ? `${leftOut} more left out` : "");
    if (this.#held) {
      this.#waiting += fresh.length;
      this.#label();
    } else {
      this.#show();
    }
  }

  /** Says which model is looked at. */
  about(view) {
    const changed = this.#model !== view.name;
    this.#model = view.name;
    offer(byId("by-target"), [["", "any"], ...view.targets.map(({ told }) => [told.id, told.id])]);
    if (changed) {
      this.#show();
    }
  }

  #hold(held) {
    this.#held = held;
    this.#waiting = 0;
    this.#label();
    if (!held) {
      this.#show();
    }
  }

  #label() {
    mark(byId("hold"), "aria-pressed", this.#held);
    say(byId("hold"), this.#held ? `Go on (${this.#waiting} new)` : "Hold");
  }

  #show() {
    const outcomes = [...new Set(this.#known.flatMap(outcomesOf))].sort();
    offer(byId("by-outcome"), [["", "any"], ...outcomes.map((word) => [word, word])]);
    const wanted = this.#known.filter((decision) => this.#wanted(decision)).slice(0, SHOWN);
    const rows = new Map(wanted.map((decision) =>
      [decision.number, this.#rows.get(decision.number) ?? this.#row(decision)]));
    for (const [number, row] of this.#rows) {
      if (!rows.has(number)) {
        row.remove();
      }
    }
    this.#rows = rows;
    let before = null;
    for (const row of rows.values()) {
      const place = before ? before.nextSibling : byId("rows").firstChild;
      if (row !== place) {
        byId("rows").insertBefore(row, place);
      }
      before = row;
    }
    byId("none").hidden = wanted.length > 0;
    say(byId("none"), this.#known.length > 0 ? "No request among the last that is like this." : "No request yet.");
  }

  #wanted(decision) {
    const target = byId("by-target").value;
    const outcome = byId("by-outcome").value;
    return (decision.model === null || decision.model === undefined || decision.model === this.#model)
      && (!target || (decision.attempts ?? []).some((attempt) => attempt.target === target))
      && (!outcome || outcomesOf(decision).includes(outcome));
  }

  /** Opening one holds the list: what somebody reads must not move. */
  #row(decision) {
    const row = el("li", { class: "decision" }, details(decision));
    row.firstChild.addEventListener("toggle", () => {
      if (row.firstChild.open) {
        this.#hold(true);
      }
    });
    return row;
  }
}

function outcomesOf(decision) {
  return [decision.outcome, ...(decision.attempts ?? []).map((attempt) => attempt.outcome)].filter(Boolean);
}

function details(decision) {
  const how = grade(decision.status >= 500 ? "error" : decision.outcome);
  const box = el("details", {},
    el("summary", {},
      el("span", { class: "time" }, clock(decision.time)),
      el("span", { class: `outcome ${how}` }, el("span", { class: "sign", "aria-hidden": "true" }, sign(how)),
        ` ${decision.outcome} ${decision.status}`),
      el("span", { class: "route" }, ...route(decision)),
      el("span", { class: "millis" }, millis(decision.millis)),
      el("span", { class: "id" }, decision.requestId)));
  // Most are never opened.
  box.addEventListener("toggle", () => box.append(more(decision)), { once: true });
  return box;
}

function route(decision) {
  const attempts = decision.attempts ?? [];
  if (attempts.length === 0) {
    return [el("span", { class: "plain" }, "no target was asked")];
  }
  return attempts.flatMap((attempt, i) => {
    const how = grade(attempt.outcome);
    return [
      i > 0 ? el("span", { class: "arrow" }, attempt.kind === "hedge" ? " ∥ " : " → ") : null,
      el("span", { class: `attempt ${how}` }, el("span", { class: "sign" }, sign(how)), ` ${attempt.target}`),
    ];
  });
}

function more(decision) {
  const facts = [
    ["request", decision.requestId], ["model", decision.model], ["method", decision.method],
    ["caller", decision.caller], ["answered by", decision.target], ["first byte", decision.firstByteMillis && millis(decision.firstByteMillis)],
    ["sent", bytes(decision.requestBytes)], ["received", bytes(decision.answerBytes)],
  ];
  return el("div", { class: "more" },
    el("dl", {}, ...facts.filter(([, value]) => value).map(([name, value]) =>
      el("div", {}, el("dt", {}, name), el("dd", {}, value)))),
    decision.plan ? plan(decision.plan) : null,
    decision.attempts ? attempts(decision) : null);
}

function plan(steps) {
  const when = { immediately: "at once", "on-failure": "if one before fails" };
  return el("div", { class: "plan" }, el("h3", {}, "Plan"), el("ol", {}, ...steps.map((step) => el("li", {},
    el("b", {}, step.target),
    ` ${when[step.trigger] ?? `after ${millis(step.delayMillis)}, or if one before fails`}: ${step.reason}`))));
}

function attempts(decision) {
  return el("div", { class: "attempts" }, el("h3", {}, "Attempts"), el("table", {},
    el("thead", {}, el("tr", {}, ...["target", "kind", "outcome", "began after", "took", "why"].map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, ...decision.attempts.map((attempt) => {
      const how = grade(attempt.outcome);
      return el("tr", {},
        el("td", {}, attempt.target), el("td", {}, attempt.kind),
        el("td", { class: how }, `${sign(how)} ${attempt.outcome ?? "runs"}`),
        el("td", {}, millis(attempt.afterMillis)), el("td", {}, millis(attempt.millis)),
        el("td", {}, attempt.reason));
    }))));
}

function bytes(count) {
  return count < 1024 ? `${count} B` : `${(count / 1024).toFixed(count < 10240 ? 1 : 0)} KiB`;
}
