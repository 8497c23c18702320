/**
 * Lets one call run at a time: who asks again before the answer is there gets that answer, as the second of two presses that
 * came before the first was drawn.
 */
export function joined<In extends readonly unknown[], Out>(
  ask: (...input: In) => Promise<Out>,
): (...input: In) => Promise<Out> {
  let running: Promise<Out> | null = null
  return (...input) => {
    running ??= ask(...input).finally(() => {
      running = null
    })
    return running
  }
}
