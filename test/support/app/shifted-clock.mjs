import { readFileSync } from 'node:fs'

// Loaded before the app: its wall clock runs ahead by what a file says, as after a sleep that no process counted.
const file = process.env.SHIFTED_CLOCK
const LOOK_EVERY_MS = 200
const machine = Date.now
let shift = 0
let looked = Number.NEGATIVE_INFINITY

function now() {
  const at = performance.now()
  if (file !== undefined && at - looked >= LOOK_EVERY_MS) {
    looked = at
    shift = Number(readFileSync(file, 'utf8'))
  }
  return machine() + shift
}

Date.now = now
globalThis.Date = new Proxy(Date, {
  construct: (target, args, made) => Reflect.construct(target, args.length === 0 ? [now()] : args, made),
  apply: (target) => new target(now()).toString(),
})
