// Value axes.

import { svg } from "./dom.js";

export class Axis {
  constructor(y, ticks, format) {
    this.y = y;
    this.ticks = ticks;
    this.format = format;
  }

  /** From nothing to a round number above the largest value. */
  static linear(largest, top, bottom, format) {
    const most = round(largest);
    return new Axis((value) => bottom - (value / most) * (bottom - top), [0, most / 2, most], format);
  }

  /** Decades from below the smallest value to above the largest. */
  static logarithmic(values, top, bottom, format) {
    const low = Math.floor(Math.log10(Math.min(10, ...values)));
    const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(100, ...values))));
    const ticks = Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
    const part = (value) => (Math.log10(value) - low) / (high - low);
    return new Axis((value) => bottom - part(value) * (bottom - top), ticks, format);
  }

  lines(left, right) {
    return this.ticks.flatMap((tick) => [
      svg("line", { class: "grid", x1: left, x2: right, y1: this.y(tick), y2: this.y(tick) }),
      svg("text", { class: "tick", x: left - 6, y: this.y(tick) + 3.5, "text-anchor": "end" }, label(this.format(tick))),
    ]);
  }
}

/** 1, 2 or 5 times a power of ten. */
function round(value) {
  if (!(value > 0)) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value);
}

function label(text) {
  return text.replace(/\.0(?= |\/|$)/, "").replace(/\.00(?= )/, "");
}
