/** Says by name what is missing, so that a gap is met where it is made and not as an `undefined` further on. */
export function missing(name: string): Error {
  return new Error(`The Electron stand-in does not offer ${name}`)
}

/** What the language itself asks any object for. */
const ASKED_BY_THE_LANGUAGE: ReadonlySet<string> = new Set([
  'then',
  'toJSON',
  'constructor',
  'prototype',
  'inspect',
])

/** Wraps an object so that reading or setting anything it lacks throws that name. */
export function strict<T extends object>(name: string, target: T): T {
  const bound = new Map<PropertyKey, unknown>()
  return new Proxy(target, {
    get(object, property) {
      const value: unknown = Reflect.get(object, property, object)
      if (typeof property === 'symbol' || ASKED_BY_THE_LANGUAGE.has(property)) return value
      if (!(property in object)) throw missing(`${name}.${property}`)
      if (typeof value !== 'function' || typeof object === 'function') return value
      // Methods keep their own `this`, so that private fields stay reachable.
      const made = bound.get(property) ?? value.bind(object)
      bound.set(property, made)
      return made
    },
    set(object, property, value) {
      if (!(property in object)) throw missing(`${name}.${String(property)}`)
      return Reflect.set(object, property, value, object)
    },
  })
}

/** A name that Electron exports and the stand-in does not: any use of it throws. */
export function absent(name: string): object {
  const refuse = () => {
    throw missing(name)
  }
  return new Proxy(class {}, {
    get: (_, property) => (typeof property === 'symbol' ? undefined : refuse()),
    construct: refuse,
    apply: refuse,
  })
}
