// Loaded into the app's process before anything else: its day is always the same, so that pictures of the sample
// meetings, which lie so many days back, do not change with the day they are taken on.
const start = Number(process.env.MEETKEEP_PICTURES_NOW)
const shift = start - Date.now()
const Real = Date

globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + shift)
    else super(...given)
  }
  static now() {
    return Real.now() + shift
  }
}
