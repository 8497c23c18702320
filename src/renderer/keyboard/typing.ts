import type { KeyPlace } from './scan-guard.ts'

/** Says whether a dialog, a menu or an open list lies over the screen. */
export function isOverlaid(): boolean {
  const over = document.querySelectorAll(
    '[role="dialog"], [role="alertdialog"], [role="listbox"], [role="menu"]',
  )
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

/** Where letters find something, and Enter chooses it. */
const SEARCHES = '[role="combobox"], [role="listbox"], [role="menu"], [aria-haspopup="listbox"]'
/** Where a person types. */
const FIELDS =
  'textarea, [contenteditable], input:not([type="checkbox"], [type="radio"], [type="range"], [type="submit"], [type="button"])'

/** Says where a key goes. */
export function keyPlace({ target }: Event): KeyPlace {
  if (!(target instanceof Element)) return 'screen'
  if (target.closest('[data-learns-scans]')) return 'scans'
  if (target.closest(SEARCHES)) return 'search'
  return target.closest(FIELDS) ? 'field' : 'screen'
}
