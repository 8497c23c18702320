/** In which letters a text is written: one of the tokens of sizes, and how heavy. */
interface Letters {
  readonly size: '--size-1' | '--size-2' | '--size-3'
  readonly weight: 400 | 600
}

let pen: CanvasRenderingContext2D | null = null

/** Gives how wide the widest of some texts is in the letters of the page, CSS px, rounded up; too little where those are not loaded yet. */
export function widestText(texts: readonly string[], { size, weight }: Letters): number {
  pen ??= document.createElement('canvas').getContext('2d')
  if (!pen) return 0
  const token = getComputedStyle(document.documentElement).getPropertyValue(size).trim()
  pen.font = `${weight} ${token} ${getComputedStyle(document.body).fontFamily}`
  const own = pen
  return Math.ceil(Math.max(0, ...texts.map((text) => own.measureText(text).width)))
}
