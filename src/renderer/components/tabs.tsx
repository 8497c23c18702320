import type { KeyboardEvent } from 'react'

export interface TabChoice<I extends string> {
  readonly id: I
  readonly name: string
}

interface Props<I extends string> {
  readonly label: string
  readonly tabs: readonly TabChoice<I>[]
  readonly chosen: I
  /** The id of the element that shows what is chosen; it is labelled by `<panelId>-tab`. */
  readonly panelId: string
  readonly onChoose: (id: I) => void
}

/**
 * A row of tabs; arrows, Home and End choose.
 *
 * The library's own lays the whole window out anew, in the middle of drawing, to see whether its panel can be focused.
 */
export function TabList<I extends string>({ label, tabs, chosen, panelId, onChoose }: Props<I>) {
  function move(event: KeyboardEvent<HTMLElement>): void {
    const next = placeAfter(
      event,
      tabs.findIndex(({ id }) => id === chosen),
      tabs.length,
    )
    const tab = next === null ? undefined : tabs[next]
    if (next === null || !tab) return
    event.preventDefault()
    onChoose(tab.id)
    event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus()
  }
  return (
    <div className="tab-list" role="tablist" aria-label={label} onKeyDown={move}>
      {tabs.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          role="tab"
          className="tab"
          aria-selected={id === chosen}
          tabIndex={id === chosen ? 0 : -1}
          {...(id === chosen && { id: `${panelId}-tab`, 'aria-controls': panelId })}
          onClick={() => onChoose(id)}
        >
          {name}
        </button>
      ))}
    </div>
  )
}

/** Which tab a key leads to, from the tab at `at`; the ends meet. Null for any other key. */
function placeAfter(event: KeyboardEvent<HTMLElement>, at: number, count: number): number | null {
  const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowRight':
      return (at + (event.key === forward ? 1 : -1) + count) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
