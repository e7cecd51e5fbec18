// Preloaded into the app's process: fixes the date, so that pictures of the sample meetings, which are dated
// relative to today, do not change from day to day.
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
