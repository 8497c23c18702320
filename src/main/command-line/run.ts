import { join, resolve } from 'node:path'
import { type BookCode, bookCodeOf } from '../../shared/contract/plain/error-codes.ts'
import { LANGUAGE_IDS } from '../../shared/words/languages.ts'
import type { Words } from '../../shared/words/words.ts'
import { NoBook, readBookAt } from '../ledger/asked/reader.ts'
import { CopyFailure } from '../ledger/copies/copy-failure.ts'
import { problemOf } from '../ledger/sqlite/errors.ts'
import { chosen, type Line, type Misuse, MisuseError, readLine } from './arguments.ts'
import { backup } from './commands/backup.ts'
import { exportFile } from './commands/export.ts'
import { helpText } from './commands/help.ts'
import { list } from './commands/list.ts'
import type { Command, CommandPorts } from './commands/ports.ts'
import { show } from './commands/show.ts'
import { totals } from './commands/totals.ts'
import { verify } from './commands/verify.ts'
import { type PeoplePorts, setOwnerPin } from './people.ts'
import { plainText } from './tables.ts'

/** What the command line is run with. */
export interface CommandLinePorts extends PeoplePorts {
  readonly version: string
  /** Where the app's data lies where a line does not say; null where that is not known. */
  readonly usualData: string | null
  /** Epoch ms. */
  now(): number
}

/** What a program that called this one is told: it did what was asked, it did not, or it was asked wrongly. */
export const EXIT = { done: 0, failed: 1, misused: 2 } as const

const COMMANDS = { export: exportFile, list, totals, show, verify, backup } as const satisfies Record<
  string,
  Command
>

/** Does what a line asks for, and gives the exit code. Nothing is ever written into a book. Never rejects for what a person, a file or a disk does. */
export async function runCommandLine(args: readonly string[], ports: CommandLinePorts): Promise<number> {
  const { words, say } = ports
  try {
    return await answerTo(readLine(args), ports)
  } catch (error) {
    if (error instanceof MisuseError) {
      say(`${misuseText(words, error.misuse)}\n${words.t('cli.seeHelp')}`)
      return EXIT.misused
    }
    const text = failureText(words, error)
    if (text === null) throw error
    say(text)
    return EXIT.failed
  }
}

async function answerTo(line: Line, ports: CommandLinePorts): Promise<number> {
  // A spreadsheet's language may be one that the answer is not given in.
  if (line.option('preset') !== 'spreadsheet') chosen(line, 'language', LANGUAGE_IDS)
  if (line.command === 'help') {
    ports.answer(helpText(ports.words, line.word, ports.version))
    return EXIT.done
  }
  if (line.command === 'people') return (await setOwnerPin(line, ports)) ? EXIT.done : EXIT.failed
  const data = line.data ?? ports.usualData
  if (data === null) throw new MisuseError({ why: 'noData' })
  const dataDir = resolve(data)
  const bookPath = join(dataDir, 'books', line.isPractice ? 'practice.sqlite' : 'live.sqlite')
  const book = readBookAt(bookPath)
  try {
    const { words, version, say } = ports
    const given: CommandPorts = { ...{ line, words, bookPath, dataDir, version, say }, now: ports.now() }
    const { value, text, isGood } = await commandOf(line)(book, given)
    if (line.isJson) ports.answer(JSON.stringify(value, null, 2))
    else if (isGood) ports.answer(text)
    else say(text)
    return isGood ? EXIT.done : EXIT.failed
  } finally {
    book.close()
  }
}

function commandOf({ command }: Line): Command {
  const found = Object.entries(COMMANDS).find(([name]) => name === command)?.[1]
  if (!found) throw new MisuseError({ why: 'unknownCommand', text: command })
  return found
}

/** What is wrong with a line, with what was written there. */
function misuseText(words: Words, misuse: Misuse): string {
  // Each of them has other words in its sentence.
  const t = words.t as (key: string, values: Readonly<Record<string, string>>) => string
  const texts = Object.fromEntries(Object.entries(misuse).map(([name, text]) => [name, plainText(text)]))
  return t(`cli.misuse.${misuse.why}`, texts)
}

/** Says what is wrong with the book or the disk; null for a defect. */
function failureText({ t }: Words, error: unknown): string | null {
  if (error instanceof NoBook) return t(`cli.noBook.${error.why}`)
  const code = error instanceof CopyFailure ? error.code : (bookCodeOf(error) ?? problemOf(error))
  if (code === null || code === 'INTERNAL' || code === 'OTHER_BOOK' || code === 'CANCELLED') return null
  const of = (part: 'what' | 'safe' | 'next') => t(`errors.${code as BookCode}.${part}`)
  return `${of('what')} ${of('safe')} ${of('next')}`
}
