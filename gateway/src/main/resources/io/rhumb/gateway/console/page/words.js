// Numbers and states as a person would say them.

/** Milliseconds with three digits that count, such as 9.4 ms and 1.25 s. */
export function millis(value) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return "–";
  }
  if (value >= 9995) {
    return `${(value / 1000).toFixed(1)} s`;
  }
  if (value >= 1000) {
    return `${(value / 1000).toFixed(2)} s`;
  }
  return value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;
}

/** A rate, such as 9.8/s. */
export function perSecond(value) {
  return `${value > 0 && value < 9.95 ? value.toFixed(1) : Math.round(value)}/s`;
}

/** A share; what is not nothing is never called 0 %. */
export function percent(share) {
  if (share === null || Number.isNaN(share)) {
    return "–";
  }
  if (share > 0 && share < 0.005) {
    return "< 1 %";
  }
  return `${Math.round(share * 100)} %`;
}

/** How long, such as 40 s, 3 min and 5 h. */
export function duration(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 120) {
    return `${seconds} s`;
  }
  return seconds < 7200 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3600)} h`;
}

/** The time of day of an instant, in the reader's own zone. */
export function clock(instant) {
  return new Date(instant).toLocaleTimeString(undefined, { hour12: false });
}

/** How a target stands. */
export function standing(target) {
  const since = duration(target.sinceMillis);
  const left = duration(target.admitsInMillis + 999);
  switch (target.availability) {
    case "admitted":
      return "takes requests";
    case "probe-only":
      return `being probed · refused for ${since}`;
    case "cooling":
      return `cools down for ${left} more · since ${since}`;
    default:
      return `refused by its breaker · since ${since}`
        + (target.admitsInMillis > 0 ? ` · probe in ${left}` : "");
  }
}

/** With a full stop. A sentence may begin with a name, which has no capital. */
export function sentence(text) {
  return `${text}.`;
}
