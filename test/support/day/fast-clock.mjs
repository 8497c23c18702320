// Loaded before the app in each of its threads: its wall clock runs many times as fast as the machine's.
const { from, times } = JSON.parse(process.env.FAST_CLOCK ?? '{}')
const machine = Date.now
const now = () => Math.floor(from + (machine() - from) * times)

Date.now = now
globalThis.Date = new Proxy(Date, {
  construct: (target, args, made) => Reflect.construct(target, args.length === 0 ? [now()] : args, made),
  apply: (target) => new target(now()).toString(),
})
