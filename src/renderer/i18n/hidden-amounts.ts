/** What stands where an amount is hidden: as wide for a small one as for a large one. */
export const DOTS = '•••••'

let hidden = false

/** Says whether amounts are hidden in this window just now: a customer looks at the screen. */
export function areAmountsHidden(): boolean {
  return hidden
}

/** Hides all amounts, or shows them again; whoever changes it draws anew. It is forgotten with the window. */
export function setAmountsHidden(on: boolean): void {
  hidden = on
}

/** A number with decimals, or one beside the code of a currency, in Latin or Arabic-Indic digits, isolated or not. */
const AMOUNT =
  /[+\-−]?[\d٠-٩][\d٠-٩,.'٬\u00a0\u202f ]*[.,٫][\d٠-٩]+|[+\-−]?[\d٠-٩][\d٠-٩,.'٬\u00a0\u202f]*(?=\s?[A-Z]{3,5}\b)|(?<=\b[A-Z]{3,5}\s)[+\-−]?[\d٠-٩][\d٠-٩,.'٬]*/gu
const NUMBER = /^\s*[+\-−]?[\d٠-٩][\d٠-٩,.'٫٬\u00a0\u202f ]*\s*$/u

/** Gives a cell of somebody's file as it may be seen: where amounts are hidden, so is every cell that is a number. */
export function cellInSight(text: string): string {
  return hidden && NUMBER.test(text) ? DOTS : textInSight(text)
}

/** Gives lines of a file, or a sentence of somebody else, as they may be seen: where amounts are hidden, so is each in them. */
export function textInSight(text: string): string {
  return hidden ? text.replace(AMOUNT, DOTS) : text
}
