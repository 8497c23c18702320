/** What a program writes to: its standard output and its standard error. */
export interface Output {
  answer(text: string): void
  say(text: string): void
  /** Waits until all is written, and gives the exit code: `code`, or 1 where an answer could not be written. Never rejects. */
  left(code: number): Promise<number>
}

/**
 * Writes to these streams. Whoever reads may go before the end (`| head -1`): then the rest is nobody's, and no failure. A disk that takes no more
 * is one, and is told.
 */
export function outputOf(answers: NodeJS.WritableStream, said: NodeJS.WritableStream): Output {
  let failed: NodeJS.ErrnoException | null = null
  answers.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') failed = error
  })
  // There is nowhere left to say that nothing can be said.
  said.on('error', () => undefined)
  const written = (stream: NodeJS.WritableStream) =>
    // A turn later, as an error is told after the write that it is of.
    new Promise<void>((done) => stream.write('', () => setImmediate(done)))
  return {
    answer: (text) => void answers.write(`${text}\n`),
    say: (text) => void said.write(`${text}\n`),
    async left(code) {
      await written(answers)
      if (failed) said.write(`${failed.message}\n`)
      await written(said)
      return failed ? Math.max(code, 1) : code
    },
  }
}
