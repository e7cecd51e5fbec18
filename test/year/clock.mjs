// Loaded before a command (node --import): its clock starts at MEETKEEP_TEST_NOW, in ms, and goes on from there. Timers
// and times of files stay those of the machine.
const offset = Number(process.env.MEETKEEP_TEST_NOW) - Date.now()
const now = () => RealDate.now() + offset
const RealDate = Date
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args) => Reflect.construct(target, args.length === 0 ? [now()] : args),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
})
