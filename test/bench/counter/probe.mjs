/**
 * Runs in the page. What is told of a paint is the time after the first frame in which the condition holds: a mutation
 * makes it hold, the next animation frame draws it, and the first task after that frame comes once it was committed.
 */
;(() => {
  const waiting = new Map()
  let keyAt = 0
  const LONGEST_MS = 30_000
  // The time the browser gave the key press, before any of the page's own code ran.
  addEventListener('keydown', (event) => (keyAt = event.timeStamp), true)

  const holds = ({ selector, text }) => {
    const found = document.querySelector(selector)
    return found !== null && (text === undefined || new RegExp(text).test(found.textContent))
  }

  const afterFrame = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve({ keyAt, paintedAt: performance.now(), wallAt: Date.now() })
        port2.postMessage(null)
      })
    })

  /** A paint that never comes is said, and does not keep the run waiting for ever. */
  const inTime = (name, painted) =>
    Promise.race([
      painted,
      new Promise((_, reject) =>
        setTimeout(
          () => reject(new Error(`${name} was not painted within ${LONGEST_MS / 1_000} s`)),
          LONGEST_MS,
        ),
      ),
    ])

  globalThis.probe = {
    /** Begins to wait for a condition; throws when it holds already, for then nothing would be measured. */
    arm(name, condition) {
      if (holds(condition)) throw new Error(`${name} is there already`)
      waiting.set(
        name,
        new Promise((resolve) => {
          const observer = new MutationObserver(() => {
            if (!holds(condition)) return
            observer.disconnect()
            resolve(afterFrame())
          })
          observer.observe(document, {
            attributes: true,
            characterData: true,
            childList: true,
            subtree: true,
          })
        }),
      )
    },
    /** The paint that was waited for. */
    painted: (name) => inTime(name, waiting.get(name)),
    /** Changes the bare page from outside, and says when that began. */
    change(what, url) {
      const began = performance.now()
      globalThis.bare.show(what, url)
      return began
    },
  }
})()
