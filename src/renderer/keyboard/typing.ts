/** Says whether a dialog or an open list lies over the screen. */
export function isOverlaid(): boolean {
  const over = document.querySelectorAll('[role="dialog"], [role="alertdialog"], [role="listbox"]')
  return [...over].some((one) => one.checkVisibility())
}

/** Says whether a key press or a paste goes into a field. */
export function isInField({ target }: Event): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null
}

/** A tab is chosen as soon as it has the focus: Enter has nothing left to do there. */
const PRESSABLE = 'button:not([role="tab"]), a, [role="button"]'

/** Says whether Enter would press what has the focus. */
export function isOnPressable({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest(PRESSABLE) !== null
}
