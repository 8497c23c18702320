interface Tried {
  readonly isError: boolean
  reset(): void
}

/** Gives what a field does with what is typed: nobody has judged that yet, so what was said of the last try goes. */
export function typedAnew<T>(tried: Tried, take: (typed: T) => void): (typed: T) => void {
  return (typed) => {
    if (tried.isError) tried.reset()
    take(typed)
  }
}
