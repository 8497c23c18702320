/** Says whether a key press belongs to what has the focus: a field, an open list, a dialog. */
export function belongsToFocus(event: KeyboardEvent): boolean {
  return isTaken(event) || isInField(event)
}

/** Says whether a key press is a shortcut of its own, or belongs to an open list or a dialog. */
export function isTaken(event: KeyboardEvent): boolean {
  // Enter that ends what an input method composes types a word, and asks for nothing.
  if (event.defaultPrevented || event.isComposing) return true
  if (event.ctrlKey || event.metaKey || event.altKey) return true
  return event.target instanceof Element && isOverlaid()
}

/** Says whether a dialog or an open list lies over the screen. */
export function isOverlaid(): boolean {
  const over = document.querySelectorAll('[role="dialog"], [role="alertdialog"], [role="listbox"]')
  return [...over].some((one) => one.checkVisibility())
}

/** Says whether a key press types into a field. */
export function isInField(event: KeyboardEvent): boolean {
  const { target } = event
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null
}

/** A tab is chosen as soon as it has the focus: Enter has nothing left to do there. */
const PRESSABLE = 'button:not([role="tab"]), a, [role="button"]'

/** Says whether Enter would press what has the focus. */
export function isOnPressable(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest(PRESSABLE) !== null
}
