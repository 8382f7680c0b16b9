// A shape and a colour for each target, and a sign for each outcome: never a colour alone.

import { svg } from "./dom.js";

const SHAPES = [
  (s) => svg("circle", { r: s }),
  (s) => svg("rect", { x: -s, y: -s, width: 2 * s, height: 2 * s }),
  (s) => svg("path", { d: `M0 ${-s * 1.15}L${s * 1.1} ${s * 0.85}H${-s * 1.1}z` }),
  (s) => svg("path", { d: `M0 ${-s * 1.3}L${s * 1.3} 0 0 ${s * 1.3} ${-s * 1.3} 0z` }),
  (s) => svg("path", { d: `M0 ${s * 1.15}L${s * 1.1} ${-s * 0.85}H${-s * 1.1}z` }),
];
const COLOURS = 6;

/** The class that gives the target of that place its colour. */
export function colour(index) {
  return `c${index % COLOURS}`;
}

/** The shape of the target of that place. */
export function shape(index, size = 5) {
  const drawn = SHAPES[index % SHAPES.length](size);
  return svg(
    "svg",
    { class: `shape ${colour(index)}`, viewBox: "-8 -8 16 16", width: 16, height: 16, "aria-hidden": "true" },
    drawn,
  );
}

/** How bad an outcome of a request or of an attempt is: good, plain or bad. */
export function grade(outcome) {
  switch (outcome) {
    case "answered":
    case "success":
      return "good";
    case "rejected":
    case "refused":
    case "lost":
    case "lost-extra":
    case "client-gone":
    case "not-found":
      return "plain";
    case null:
    case undefined:
      return "plain";
    default:
      return "bad";
  }
}

/** The sign of a grade. */
export function sign(grade) {
  return { good: "✓", plain: "○", bad: "✕" }[grade];
}
