/**
 * What is wrong with the texts on the screen; runs within the page, so it may use nothing around it.
 *
 * - `bare`: letters outside of the brackets of the pseudo-language, which are no value: nobody can translate them.
 * - `cut`: a text that is longer than its place and says it nowhere: no "…" with the whole as its title, no scroll bar.
 * - `beyond`: a text that stands out of what it stands in, or of the window.
 * - `over`: two texts, one upon the other.
 *
 * @param {{ brackets: boolean, allowed: string[] }} asked `brackets` where the pseudo-language is spoken; `allowed` are patterns of values.
 * @returns {{ kind: 'bare' | 'cut' | 'beyond' | 'over', text: string, where: string }[]} in the order in which they stand
 */
export function textFaults({ brackets, allowed }) {
  const faults = []
  const values = allowed.map((one) => new RegExp(one, 'gu'))
  const isLetter = /\p{L}/u
  const style = (element) => getComputedStyle(element)
  const tell = (kind, text, element) => {
    const names = []
    for (let one = element; one && one !== document.body && names.length < 4; one = one.parentElement)
      names.unshift(one.classList.length > 0 ? `.${[...one.classList].join('.')}` : one.tagName.toLowerCase())
    faults.push({ kind, text: text.replace(/\s+/g, ' ').trim().slice(0, 90), where: names.join(' > ') })
  }

  /** What a person has put in, or what reads alike in all languages. */
  const isValue = (element) =>
    element.closest('bdi, pre, code, .mono, [translate="no"], svg.qr, mark') !== null
  const isHeardOnly = (element) => {
    for (let one = element; one; one = one.parentElement) {
      if (one.classList.contains('visually-hidden')) return true
      if (style(one).clipPath.startsWith('inset(50%')) return true
    }
    return false
  }
  const modal = [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')].at(-1)
  /** Behind an open dialog nothing is looked at. */
  const isLookedAt = (element) =>
    !modal || modal.contains(element) || element.closest('.popover, .list-menu') !== null

  const texts = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement
    if (!parent || node.data.trim() === '' || parent.closest('script, style, noscript, template')) continue
    if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    texts.push({ node, parent })
  }

  const blockOf = (element) => {
    let one = element
    while (one.parentElement && ['inline', 'contents'].includes(style(one).display)) one = one.parentElement
    return one
  }
  /** Takes out what stands in brackets, from a depth on; gives the rest and the depth behind it. */
  const outside = (text, from) => {
    let depth = from
    let rest = ''
    for (const one of text) {
      if (one === '[') depth += 1
      else if (one === ']') depth = Math.max(0, depth - 1)
      else if (depth === 0) rest += one
      else continue
      if (depth > 0) rest += ' '
    }
    return { rest, depth }
  }
  const withoutValues = (text) => values.reduce((rest, one) => rest.replace(one, ' '), text)

  if (brackets) {
    let block = null
    let depth = 0
    for (const { node, parent } of texts) {
      const own = blockOf(parent)
      if (own !== block) depth = 0
      block = own
      const out = outside(node.data, depth)
      depth = out.depth
      if (isValue(parent)) continue
      if (isLetter.test(withoutValues(out.rest))) tell('bare', node.data, parent)
    }
    for (const element of document.querySelectorAll(
      '[title], [aria-label], [placeholder], [alt], [aria-valuetext]',
    )) {
      if (!element.checkVisibility()) continue
      for (const name of ['title', 'aria-label', 'placeholder', 'alt', 'aria-valuetext']) {
        const text = element.getAttribute(name) ?? ''
        // What is told in its parts beside each other stands in them, each a value or a message.
        const isOfParts = element.matches('[role="gridcell"]') && element.querySelector('bdi') !== null
        if (isLetter.test(withoutValues(outside(text, 0).rest)) && !isValue(element) && !isOfParts)
          tell('bare', `${name}=${text}`, element)
      }
    }
  }

  const rectsOf = (node) => {
    const range = document.createRange()
    range.selectNodeContents(node)
    return [...range.getClientRects()].filter(({ width, height }) => width > 0.5 && height > 0.5)
  }
  /** Says whether what is cut off is told in whole elsewhere. */
  const isToldWhole = (element) => {
    let one = element
    for (let level = 0; one && level < 4; level += 1, one = one.parentElement) if (one.title) return true
    return element.querySelector(':scope > [title]') !== null
  }
  const HOLDS =
    'button, a, label, th, td, li, [role="gridcell"], [role="columnheader"], [role="tab"], [role="option"]'
  const hasGround = ({ backgroundColor }) => backgroundColor !== 'rgba(0, 0, 0, 0)'
  const drawn = []
  for (const { node, parent } of texts) {
    if (!isLookedAt(parent) || isHeardOnly(parent)) continue
    if (parent.closest('.grid-row-gone, [inert]')) continue
    const rects = rectsOf(node)
    if (rects.length === 0) continue
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity]
    for (const one of rects) {
      left = Math.min(left, one.left)
      right = Math.max(right, one.right)
      top = Math.min(top, one.top)
      bottom = Math.max(bottom, one.bottom)
    }
    // From the inside out: who clips, who scrolls, who only stands around. What is clipped is looked at no further.
    const seen = { left, right, top, bottom }
    let [scrollsX, scrollsY, isFixed, isBeyond, isAway] = [false, false, false, false, false]
    for (let one = parent; one && one !== document.body; one = one.parentElement) {
      const own = style(one)
      if (own.position === 'fixed') isFixed = true
      if (own.display === 'contents' || own.display === 'inline') continue
      const box = one.getBoundingClientRect()
      // A "…" comes where the text is longer than the room within the padding.
      const [before, after] =
        own.textOverflow === 'ellipsis' && own.overflowX !== 'visible'
          ? [parseFloat(own.paddingLeft), parseFloat(own.paddingRight)]
          : [0, 0]
      const [isWide, isHigh] = [
        seen.left < box.left + before - 1 || seen.right > box.right - after + 1,
        seen.top < box.top - 3 || seen.bottom > box.bottom + 3,
      ]
      const scrolls = (axis) => axis === 'auto' || axis === 'scroll'
      if (scrolls(own.overflowX)) scrollsX = true
      if (scrolls(own.overflowY)) scrollsY = true
      const [clipsX, clipsY] = [own.overflowX !== 'visible', own.overflowY !== 'visible']
      const isCut = (clipsX && isWide && !scrollsX) || (clipsY && isHigh && !scrollsY)
      if (isCut && !isToldWhole(one)) tell('cut', node.data, one)
      const isHeld = one.matches(HOLDS) || own.borderInlineStartWidth !== '0px' || hasGround(own)
      const isOut = (!clipsX && isWide && !scrollsX) || (!clipsY && isHigh && !scrollsY)
      if (isHeld && isOut && !isBeyond && box.width > 0 && box.height > 0) {
        isBeyond = true
        tell('beyond', node.data, one)
      }
      if (clipsX) {
        seen.left = Math.max(seen.left, box.left)
        seen.right = Math.min(seen.right, box.right)
      }
      if (clipsY) {
        seen.top = Math.max(seen.top, box.top)
        seen.bottom = Math.min(seen.bottom, box.bottom)
      }
      if (seen.right <= seen.left || seen.bottom <= seen.top) {
        isAway = true
        break
      }
    }
    const isOut =
      (!scrollsX && (seen.left < -1 || seen.right > innerWidth + 1)) ||
      (!scrollsY && !isFixed && seen.bottom > innerHeight + 3)
    if (isOut && !isBeyond && !isAway) tell('beyond', node.data, parent)
    if (seen.right - seen.left > 1 && seen.bottom - seen.top > 1) drawn.push({ node, parent, rects, seen })
  }

  // Two texts, one upon the other, where neither lies on a ground of its own.
  const clipped = drawn.flatMap(({ node, parent, rects, seen }) =>
    rects.map((one) => ({
      ...{ node, parent },
      left: Math.max(one.left, seen.left),
      right: Math.min(one.right, seen.right),
      // Letters do not fill their line.
      top: Math.max(one.top + one.height * 0.2, seen.top),
      bottom: Math.min(one.bottom - one.height * 0.2, seen.bottom),
    })),
  )
  clipped.sort((a, b) => a.top - b.top)
  for (const [at, one] of clipped.entries()) {
    for (let next = at + 1; next < clipped.length && clipped[next].top < one.bottom - 2; next += 1) {
      const other = clipped[next]
      if (other.node === one.node) continue
      const [left, right] = [Math.max(one.left, other.left), Math.min(one.right, other.right)]
      const [top, bottom] = [Math.max(one.top, other.top), Math.min(one.bottom, other.bottom)]
      if (right - left < 3 || bottom - top < 2) continue
      const beneath = document.elementsFromPoint((left + right) / 2, (top + bottom) / 2)
      const ground = beneath.findIndex((element) => hasGround(style(element)))
      const bareOnes = beneath.slice(0, ground < 0 ? beneath.length : ground + 1)
      const isThere = ({ parent }) =>
        bareOnes.some((element) => element === parent || parent.contains(element))
      if (isThere(one) && isThere(other))
        tell('over', `${one.node.data.trim()} | ${other.node.data.trim()}`, one.parent)
    }
  }
  return faults
}
