import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Mutant } from './make-mutants.ts'

/** One fault that changes nothing anybody can see, and why. */
interface Equivalent {
  readonly fault: string
  readonly reason: string
}

/** Names a fault so that the name outlives changes elsewhere in its file: file, the line as it reads, what became what. */
export function fullKey(mutant: Mutant, source: string): string {
  const line = (source.split('\n')[mutant.line - 1] ?? '').trim()
  const column = mutant.start - source.lastIndexOf('\n', mutant.start - 1)
  const from = short(mutant.from)
  const before = source.slice(mutant.start - column + 1, mutant.start).split(mutant.from).length
  const nth = before > 1 ? ` (${before})` : ''
  return `${mutant.file} | ${short(line)} | ${from} → ${short(mutant.to) || '(dropped)'}${nth}`
}

/** Reads the hand-kept list of faults that change nothing: the reason by the fault's name. */
export function readEquivalents(): ReadonlyMap<string, string> {
  const text = readFileSync(join(import.meta.dirname, 'equivalent.json'), 'utf8')
  const list = JSON.parse(text) as readonly Equivalent[]
  return new Map(list.map(({ fault, reason }) => [fault, reason]))
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 100 ? `${line.slice(0, 97)}...` : line
}
