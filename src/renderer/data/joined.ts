/**
 * Lets a call run once at a time: who asks the same again before the answer is there gets that answer, as the second of two presses that
 * came before the first was drawn. What is asked otherwise is a call of its own.
 */
export function joined<In extends readonly unknown[], Out>(
  ask: (...input: In) => Promise<Out>,
): (...input: In) => Promise<Out> {
  const running = new Map<string, Promise<Out>>()
  return (...input) => {
    const same = JSON.stringify(input)
    const known = running.get(same)
    if (known) return known
    const asked = ask(...input).finally(() => running.delete(same))
    running.set(same, asked)
    return asked
  }
}
