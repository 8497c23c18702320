import type { PeopleTrouble } from '../../shared/contract/shapes/people.ts'
import type { ToldPeople } from '../ledger/port/people.ts'
import { type PeopleMark, wholeMark } from './mark.ts'
import type { PeopleContent, ReadPeople } from './people-file.ts'

/** How the people's file and what the settings remember of it stand to each other. */
export type Standing =
  /** People were never set up, or were turned off again. */
  | { readonly kind: 'none' }
  | { readonly kind: 'sound'; readonly content: PeopleContent }
  | { readonly kind: 'broken'; readonly why: PeopleTrouble }

/** Judges the file by the mark; null for none. Whichever of the two was changed, removed or put back alone, the other shows it. */
export function judge(file: ReadPeople, mark: PeopleMark | null): Standing {
  if (mark === null || mark.version === 0) {
    const isNobodys = file.kind === 'absent' || (file.kind === 'read' && file.content.isEnded)
    return isNobodys ? { kind: 'none' } : { kind: 'broken', why: 'settings' }
  }
  if (file.kind === 'read' && file.digest === mark.digest) {
    return file.content.isEnded ? { kind: 'none' } : { kind: 'sound', content: file.content }
  }
  if (file.kind === 'absent') return { kind: 'broken', why: 'missing' }
  if (file.kind === 'unreadable') return { kind: 'broken', why: 'changed' }
  if (file.content.version < mark.version) return { kind: 'broken', why: 'older' }
  return { kind: 'broken', why: file.content.version > mark.version ? 'settings' : 'changed' }
}

/** The mark after a kill: a change that was being written either lies in the file, or did not come to be. */
export function recovered(file: ReadPeople, mark: PeopleMark): PeopleMark {
  if (mark.next === null) return mark
  const isThere = file.kind === 'read' && file.digest === mark.next.digest
  return isThere ? wholeMark(mark, mark.next) : { ...mark, next: null }
}

/**
 * Says whether the live book contradicts file and settings: it was told of newer people, or of others under the same version. A book that
 * is behind (it was restored from before a change) does not, nor one in which people were turned off since.
 */
export function contradicts(told: ToldPeople | null, mark: PeopleMark): boolean {
  if (told === null) return false
  if (told.version < 0) return true
  if (told.version === mark.version) return told.digest !== mark.digest
  return told.version > mark.version && !told.isEnded
}
