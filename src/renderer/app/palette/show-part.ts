/** Long enough for the screen to stand and for a dialog that closed to have given the focus back, ms. */
const SETTLED_MS = 60

/** Brings the part of a screen under this heading into view, with the focus on the first thing in it. */
export function showPart(headingId: string): void {
  setTimeout(() => {
    const part = document.getElementById(headingId)?.closest('section')
    part?.scrollIntoView({ block: 'start' })
    part
      ?.querySelector<HTMLElement>('button:not(:disabled), input, [tabindex="0"]')
      ?.focus({ preventScroll: true })
  }, SETTLED_MS)
}
