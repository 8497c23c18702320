import type { ListedException } from '../../../data/exceptions.ts'

/** What was ticked of a row: enough to say what an act is upon, and by when it was seen. */
export type Tick = Pick<ListedException, 'kind' | 'difference' | 'news'>

/** Gives those of the ticks, by their ids, that are still among these ids; there may be as many as can be selected. */
export function stillIn(
  ids: ReadonlySet<string>,
  ticks: ReadonlyMap<string, Tick>,
): ReadonlyMap<string, Tick> {
  return new Map([...ticks].filter(([id]) => ids.has(id)))
}

/** Gives the ticks but for those that are done with. */
export function withoutThese(
  done: ReadonlyMap<string, Tick>,
  ticks: ReadonlyMap<string, Tick>,
): ReadonlyMap<string, Tick> {
  return new Map([...ticks].filter(([id]) => !done.has(id)))
}

/** Gives the last fact of the book that was seen with every one of the ticks; as many as can be selected are more than a call takes. */
export function seenWithAll(ticks: ReadonlyMap<string, Tick>): number {
  let news = Number.MAX_SAFE_INTEGER
  for (const tick of ticks.values()) news = Math.min(news, tick.news)
  return news
}
