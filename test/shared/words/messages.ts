import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Catalogue } from '../../../src/shared/words/read-catalogue.ts'

/** Reads the messages of a language from its file, by their keys. */
export function messagesOf(language: string): ReadonlyMap<string, string> {
  const path = join(import.meta.dirname, `../../../src/shared/words/${language}.json`)
  return new Map(flat(JSON.parse(readFileSync(path, 'utf8')) as Catalogue))
}

function flat(catalogue: Catalogue, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(catalogue).flatMap(([name, words]) => {
    const key = path === '' ? name : `${path}.${name}`
    return typeof words === 'string' ? [[key, words] as const] : flat(words, key)
  })
}

/** The key without the form that a number gives it. */
export function stemOf(key: string): string {
  return key.replace(/_(zero|one|two|few|many|other)$/, '')
}

/** What is put into a message, each once, in the order of the alphabet. */
export function placesIn(message: string): readonly string[] {
  return [...new Set([...message.matchAll(/\{\{\s*([^},\s]+)/g)].map(([, name = '']) => name))].sort()
}

/** Tags, and messages within a message. */
export function tagsIn(message: string): readonly string[] {
  return [...message.matchAll(/<\/?\w+\/?>|\$t\([^)]*\)/g)].map(([tag]) => tag).sort()
}
