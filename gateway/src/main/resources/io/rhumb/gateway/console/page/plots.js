// The last five minutes as four plots with a common time axis. Pointing at one reads all of them; so do the arrow keys.

import { byId, el, mark, say, svg } from "./dom.js";
import { Axis } from "./axis.js";
import { colour } from "./marks.js";
import { duration, millis, percent, perSecond } from "./words.js";

const HEIGHT = 132;
const TOP = 8;
const BOTTOM = 18;
const LEFT = 44;
const RIGHT = 6;

export class Plots {
  #plots = [];
  #cursor = null;
  #last = null;

  constructor() {
    this.#plots = [
      new Plot("Time to first byte", waits),
      new Plot("Answers, by target", shares),
      new Plot("Requests that fail", failures),
      new Plot("Failovers and hedges", extras),
    ];
    byId("plots").replaceChildren(...this.#plots.map(({ box }) => box));
    for (const plot of this.#plots) {
      plot.onCursor = (slice) => this.#point(slice);
    }
  }

  draw(view, models) {
    this.#last = { view, models };
    for (const plot of this.#plots) {
      plot.draw(view, models, this.#cursor);
    }
  }

  #point(back) {
    this.#cursor = back;
    if (this.#last) {
      this.draw(this.#last.view, this.#last.models);
    }
  }
}

/** One plot: a title, what it reads now or at the cursor, and the picture. */
class Plot {
  constructor(title, content) {
    this.content = content;
    this.reading = el("p", { class: "reading" });
    this.picture = svg("svg", { role: "img", tabindex: "0", height: HEIGHT });
    this.title = title;
    this.back = null;
    this.box = el("figure", { class: "plot" }, el("figcaption", {}, el("h2", {}, title), this.reading), this.picture);
    this.picture.addEventListener("pointermove", (event) => this.#pointed(event));
    this.picture.addEventListener("pointerleave", () => this.onCursor(null));
    this.picture.addEventListener("blur", () => this.onCursor(null));
    this.picture.addEventListener("keydown", (event) => this.#key(event));
  }

  draw(view, models, back) {
    this.back = back;
    this.count = models.slices;
    const width = Math.max(200, this.box.clientWidth);
    const time = new Time(models, LEFT, width - RIGHT);
    const drawn = this.content(view, models, time, { top: TOP, bottom: HEIGHT - BOTTOM });
    const slice = back === null ? time.complete : models.slice - back;
    const read = drawn.read(slice);
    this.time = time;
    this.reading.replaceChildren(
      ...read.map(([name, text, style]) => el("span", { class: style }, el("b", {}, text), ` ${name}`)));
    if (back !== null) {
      this.reading.append(el("span", { class: "when" }, `${duration(back * models.sliceSeconds * 1000)} ago`));
    }
    mark(this.picture, "width", width);
    mark(this.picture, "viewBox", `0 0 ${width} ${HEIGHT}`);
    mark(this.picture, "aria-label",
      `${this.title}: ${read.map(([name, text]) => `${name} ${text}`).join(", ")}. Arrow keys read earlier times.`);
    this.picture.replaceChildren(
      ...drawn.axis.lines(LEFT, width - RIGHT), ...time.marks(HEIGHT), ...drawn.shapes,
      ...(back === null ? [] : [svg("line", { class: "cursor", x1: time.x(slice), x2: time.x(slice), y1: TOP, y2: HEIGHT - BOTTOM })]));
  }

  #pointed(event) {
    const x = event.clientX - this.picture.getBoundingClientRect().left;
    this.onCursor(Math.max(0, Math.min(this.count - 1, this.time.back(x))));
  }

  #key(event) {
    const step = { ArrowLeft: 1, ArrowRight: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.onCursor(Math.max(0, Math.min(this.count - 1, (this.back ?? 0) + step)));
    } else if (event.key === "Escape") {
      this.onCursor(null);
    }
  }
}

/** Where a slice is drawn. */
class Time {
  constructor(models, left, right) {
    this.models = models;
    this.left = left;
    this.right = right;
    this.width = (right - left) / (models.slices - 1);
  }

  get first() {
    return this.models.slice - this.models.slices + 1;
  }

  /** The last slice of which there is enough to be drawn. */
  get complete() {
    return this.models.secondsOf(this.models.slice) >= 1 ? this.models.slice : this.models.slice - 1;
  }

  get slices() {
    return Array.from({ length: this.complete - this.first + 1 }, (_, i) => this.first + i);
  }

  x(slice) {
    return this.right - (this.models.slice - slice) * this.width;
  }

  back(x) {
    return Math.round((this.right - x) / this.width);
  }

  marks(height) {
    const perMinute = 60 / this.models.sliceSeconds;
    return (this.right - this.left < 360 ? [0, 1, 3, 5] : [0, 1, 2, 3, 4, 5]).map((minutes) => svg("text", {
      class: "tick", x: this.x(this.models.slice - minutes * perMinute), y: height - 4,
      "text-anchor": minutes === 0 ? "end" : minutes === 5 ? "start" : "middle",
    }, minutes === 0 ? "now" : `−${minutes} min`));
  }
}

function waits(view, models, time, { top, bottom }) {
  const slices = time.slices;
  const values = slices.flatMap((slice) => [view.series.get(slice)?.p50, view.series.get(slice)?.p99]);
  const axis = Axis.logarithmic(values.filter((value) => value > 0), top, bottom, millis);
  return {
    axis,
    shapes: ["p99", "p50"].map((name) => svg("path", {
      class: `curve ${name}`,
      d: broken(slices, (slice) => view.series.get(slice)?.[name] ?? null, time, axis),
    })),
    read: (slice) => ["p50", "p99"].map((name) => [name, millis(view.series.get(slice)?.[name]), `key ${name}`]),
  };
}

function shares(view, models, time, { top, bottom }) {
  const rate = (series, slice) => (series.get(slice)?.answered ?? 0) / models.secondsOf(slice);
  const sums = time.slices.map((slice) => view.targets.reduce((sum, { series }) => sum + rate(series, slice), 0));
  const axis = Axis.linear(Math.max(...sums, 0), top, bottom, perSecond);
  const below = new Map(time.slices.map((slice) => [slice, 0]));
  const shapes = view.targets.flatMap(({ index, series }) => {
    const drawn = bars(time.slices, (slice) => rate(series, slice), time, axis, colour(index), below);
    time.slices.forEach((slice) => below.set(slice, below.get(slice) + rate(series, slice)));
    return drawn;
  });
  return {
    axis,
    shapes,
    read: (slice) => view.targets
      .map(({ index, told, series }) => [told.id, perSecond(rate(series, slice)), `key square ${colour(index)}`]),
  };
}

function failures(view, models, time, { top, bottom }) {
  const share = (slice) => {
    const point = view.series.get(slice);
    return point && point.ended > 0 ? point.failed / point.ended : null;
  };
  const axis = Axis.linear(Math.max(0.02, ...time.slices.map((slice) => share(slice) ?? 0)), top, bottom, percent);
  return {
    axis,
    shapes: bars(time.slices, (slice) => share(slice) ?? 0, time, axis, "bad"),
    read: (slice) => [["of the requests", percent(share(slice)), "key bad"]],
  };
}

function extras(view, models, time, { top, bottom }) {
  const rate = (slice, name) => (view.series.get(slice)?.[name] ?? 0) / models.secondsOf(slice);
  const both = (slice) => rate(slice, "failovers") + rate(slice, "hedges");
  const axis = Axis.linear(Math.max(0, ...time.slices.map(both)), top, bottom, perSecond);
  return {
    axis,
    shapes: [
      ...bars(time.slices, both, time, axis, "hedges"),
      ...bars(time.slices, (slice) => rate(slice, "failovers"), time, axis, "failovers"),
    ],
    read: (slice) => [
      ["failovers", perSecond(rate(slice, "failovers")), "key failovers"],
      ["hedges", perSecond(rate(slice, "hedges")), "key hedges"],
    ],
  };
}

function bars(slices, value, time, axis, style, below = new Map()) {
  return slices.filter((slice) => value(slice) > 0).map((slice) => {
    const foot = below.get(slice) ?? 0;
    const y = axis.y(foot + value(slice));
    const width = Math.max(1, time.width - 1);
    return svg("rect", { class: `bar-of ${style}`, x: time.x(slice) - width, y, width, height: axis.y(foot) - y });
  });
}

/** A curve that has gaps where there is nothing. */
function broken(slices, value, time, axis) {
  let drawing = false;
  return slices.map((slice) => {
    const v = value(slice);
    if (v === null) {
      drawing = false;
      return "";
    }
    const verb = drawing ? "L" : "M";
    drawing = true;
    // A point alone would not be seen: a line to itself is, with round caps.
    return `${verb}${time.x(slice).toFixed(1)} ${axis.y(v).toFixed(1)}${verb === "M" ? "h0" : ""}`;
  }).join("");
}
