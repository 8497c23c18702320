/**
 * Names the figures on the screen whose characters do not stand from left to right as they are written: amounts with their sign, their
 * decimal mark and their currency, hours, numbers of sales. Runs within the page, so it may use nothing around it.
 *
 * @param {string} pattern what is a figure, with `gu`
 * @returns {{ figures: number, turned: { written: string, seen: string, within: string }[], open: string[] }} `open` are texts that set a part
 *   apart by a mark of direction without its other end, so that all behind it is read as a part of it.
 */
export function readingOrder(pattern) {
  const figure = new RegExp(pattern, 'gu')
  const invisible = /[\u200e\u200f\u2066-\u2069\s]/
  const inline = (element) => ['inline', 'contents'].includes(getComputedStyle(element).display)
  const blockOf = (element) => {
    let one = element
    while (one.parentElement && inline(one)) one = one.parentElement
    return one
  }
  const lines = new Map()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement
    if (!parent?.checkVisibility({ visibilityProperty: true })) continue
    const block = blockOf(parent)
    lines.set(block, [...(lines.get(block) ?? []), node])
  }
  const isWhole = (text) => {
    let depth = 0
    for (const one of text) {
      if (/[\u2066-\u2068]/.test(one)) depth += 1
      if (one === '\u2069') depth -= 1
      if (depth < 0) return false
    }
    return depth === 0
  }
  const named = ['title', 'aria-label', 'placeholder'].flatMap((name) =>
    [...document.querySelectorAll(`[${name}]`)].map((one) => one.getAttribute(name) ?? ''),
  )
  const texts = [...lines.keys(), ...document.querySelectorAll('bdi')].map(({ textContent }) => textContent)
  const open = [...new Set([...named, ...texts].filter((text) => !isWhole(text)))]
  const turned = []
  let figures = 0
  for (const nodes of lines.values()) {
    const characters = nodes.flatMap((node) =>
      [...node.data].map((character, at) => ({ character, node, at })),
    )
    const seen = characters.filter(({ character }) => !/[\u200e\u200f\u2066-\u2069]/.test(character))
    const text = seen.map(({ character }) => character).join('')
    for (const found of text.matchAll(figure)) {
      const own = seen.slice(found.index, found.index + found[0].length)
      const placed = own
        .filter(({ character }) => !invisible.test(character))
        .map(({ character, node, at }) => {
          const range = document.createRange()
          range.setStart(node, at)
          range.setEnd(node, at + 1)
          const { left, top, width } = range.getBoundingClientRect()
          return { character, left, top, width }
        })
      if (placed.length < 2 || placed.some(({ width }) => width === 0)) continue
      figures += 1
      // What goes on in the next line is read there.
      const inLines = placed.toSorted((a, b) =>
        Math.abs(a.top - b.top) > 8 ? a.top - b.top : a.left - b.left,
      )
      const asSeen = inLines.map(({ character }) => character).join('')
      const asWritten = placed.map(({ character }) => character).join('')
      if (asSeen !== asWritten)
        turned.push({ written: asWritten, seen: asSeen, within: text.trim().slice(0, 80) })
    }
  }
  return { figures, turned, open }
}
