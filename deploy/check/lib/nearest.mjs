// ` (did you mean …?)`, where one of the names differs by a third of its letters at the most; else nothing
export function nearest(name, names) {
  const ranked = names.map((one) => [distance(name, one), one]).sort(([a], [b]) => a - b);
  return ranked.length > 0 && ranked[0][0] <= name.length / 3 ? ` (did you mean ${ranked[0][1]}?)` : "";
}

// Levenshtein's.
function distance(a, b) {
  let row = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
