/** Says whether a key press belongs to what has the focus: a field, an open list, a dialog. */
export function belongsElsewhere(event: KeyboardEvent): boolean {
  return isTaken(event) || isInField(event)
}

/** Says whether a key press is a shortcut of its own, or belongs to an open list or a dialog. */
export function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true
  if (!(event.target instanceof Element)) return false
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="listbox"]') !== null
}

/** Says whether a key press types into a field. */
export function isInField(event: KeyboardEvent): boolean {
  const { target } = event
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null
}

/** Says whether Enter would press what has the focus. */
export function isOnPressable(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest('button, a, [role="button"]') !== null
}
