/**
 * Tells the person what setup is doing, on stderr, so that a command's own first line of output stays its own.
 *
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`setup: ${line}\n`)
}

/** A reason to stop that a person can act upon; its message is shown without a stack. */
export class SetupProblem extends Error {}
