// What is known, out of what the feed said: counts over the last seconds, and points of the last minutes.

const WINDOWS = [1.5, 5, 15, 60];
/** Of fewer answers than these a share says little, and a longer window is looked at. */
const ENOUGH = 8;

/** Everything that the feed said of the models. */
export class Models {
  constructor() {
    this.byName = new Map();
    this.now = 0;
    this.sliceSeconds = 5;
    this.slices = 61;
    this.columns = [];
  }

  hello(said) {
    this.sliceSeconds = said.sliceSeconds;
    this.slices = said.slices;
    this.columns = said.columns;
    this.byName = new Map();
    for (const [name, history] of Object.entries(said.history)) {
      const model = this.#model(name);
      this.#keep(model.series, history.points);
      for (const [id, points] of Object.entries(history.targets)) {
        this.#keep(this.#target(model, id).series, points);
      }
    }
  }

  state(said) {
    this.now = said.now;
    const names = Object.keys(said.models);
    for (const name of this.byName.keys()) {
      if (!names.includes(name)) {
        this.byName.delete(name);
      }
    }
    for (const [name, told] of Object.entries(said.models)) {
      const model = this.#model(name);
      model.told = told;
      this.#add(model, told);
      for (const target of told.targets) {
        this.#add(this.#target(model, target.id), target);
      }
    }
  }

  get names() {
    return [...this.byName.keys()];
  }

  /** The number of the slice that is not over. */
  get slice() {
    return Math.floor(this.now);
  }

  /** How many seconds a slice has had so far. */
  secondsOf(slice) {
    return slice === this.slice ? (this.now - slice) * this.sliceSeconds : this.sliceSeconds;
  }

  /** What is told of a model now, with the traffic of the last seconds; null if there is no such model. */
  view(name) {
    const model = this.byName.get(name);
    if (!model || !model.told) {
      return null;
    }
    const seconds = this.#window(model);
    const of = (known) => delta(known.samples, seconds, this.#seconds());
    const steady = (known) => rates(delta(known.samples, Math.max(seconds, WINDOWS[1]), this.#seconds()));
    const answered = model.told.targets.map((target) => of(model.targets.get(target.id)).answered);
    const all = answered.reduce((sum, count) => sum + count, 0);
    return {
      name,
      told: model.told,
      series: model.series,
      rates: steady(model),
      targets: model.told.targets.map((target, index) => ({
        index,
        told: target,
        series: model.targets.get(target.id).series,
        share: all === 0 ? null : answered[index] / all,
        rates: steady(model.targets.get(target.id)),
        now: rates(delta(model.targets.get(target.id).samples, WINDOWS[0], this.#seconds())),
      })),
    };
  }

  #seconds() {
    return this.now * this.sliceSeconds;
  }

  /** The shortest that has enough answers. */
  #window(model) {
    const enough = WINDOWS.find((seconds) =>
      [...model.targets.values()]
        .map((target) => delta(target.samples, seconds, this.#seconds()).answered)
        .reduce((sum, count) => sum + count, 0) >= ENOUGH);
    return enough ?? WINDOWS[WINDOWS.length - 1];
  }

  #model(name) {
    if (!this.byName.has(name)) {
      this.byName.set(name, { told: null, samples: [], series: new Map(), targets: new Map() });
    }
    return this.byName.get(name);
  }

  #target(model, id) {
    if (!model.targets.has(id)) {
      model.targets.set(id, { samples: [], series: new Map() });
    }
    return model.targets.get(id);
  }

  #add(known, told) {
    known.samples.push({ at: this.#seconds(), totals: told.totals });
    while (known.samples[0].at < this.#seconds() - WINDOWS[WINDOWS.length - 1] - 1) {
      known.samples.shift();
    }
    this.#keep(known.series, told.points);
    for (const slice of known.series.keys()) {
      if (slice <= this.slice - this.slices) {
        known.series.delete(slice);
      }
    }
  }

  #keep(series, points) {
    for (const point of points) {
      const named = Object.fromEntries(this.columns.map((column, i) => [column, point[i]]));
      series.set(named.slice, named);
    }
  }
}

/** How much the totals grew over so many seconds, or over as many as there are. */
function delta(samples, seconds, now) {
  const last = samples[samples.length - 1];
  const first = samples.find((sample) => sample.at >= now - seconds - 0.25) ?? last;
  if (!last) {
    return { seconds: 0, answered: 0 };
  }
  const grown = { seconds: last.at - first.at };
  for (const [name, total] of Object.entries(last.totals)) {
    grown[name] = total - first.totals[name];
  }
  return grown;
}

function rates(grown) {
  const per = {};
  for (const [name, count] of Object.entries(grown)) {
    per[name] = grown.seconds > 0 ? count / grown.seconds : 0;
  }
  return per;
}
