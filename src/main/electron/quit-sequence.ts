/** What the sequence needs of its surroundings. */
export interface QuitSteps {
  /** Closes the books, the watcher and whatever else is open. */
  readonly close: () => Promise<void>
  /** Asks for the end once more, now that nothing stands against it. */
  readonly quit: () => void
  /** Ends the process at once, whatever hangs in it; called when closing failed or took too long. */
  readonly exit: () => void
  readonly limitMs: number
}

/**
 * Makes the listener for "about to quit": it holds the end back until everything is closed, then lets it through.
 *
 * Further requests while it closes are held back too; what takes longer than the limit is not waited for.
 */
export function quitSequence(steps: QuitSteps): (event: { preventDefault(): void }) => void {
  let state: 'running' | 'closing' | 'closed' = 'running'
  const closeAll = async () => {
    const limit = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), steps.limitMs).unref())
    const closed = steps.close().then(
      () => true,
      () => false,
    )
    if (!(await Promise.race([closed, limit]))) return steps.exit()
    state = 'closed'
    steps.quit()
  }
  return (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    void closeAll()
  }
}
