/** Says whether a key press belongs to what has the focus: a field, an open list, a dialog. */
export function belongsElsewhere(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true
  const target = event.target
  if (!(target instanceof Element)) return false
  if (document.querySelector('[role="dialog"], [role="alertdialog"], [role="listbox"]')) return true
  return target.closest('input, textarea, select, [contenteditable]') !== null
}

/** Says whether Enter would press what has the focus. */
export function isOnPressable(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest('button, a, [role="button"]') !== null
}
