import { LANGUAGE_IDS } from '../../../shared/words/languages.ts'
import type { Words } from '../../../shared/words/words.ts'
import { COMMANDS, MisuseError } from '../arguments.ts'

/** What the command line does, or one of its commands; each line is a sentence of the catalogue. Throws a MisuseError for what is no command. */
export function helpText({ t }: Words, word: string | null, version: string): string {
  if (word === null) {
    const commands = COMMANDS.map((one) => `  ${one.padEnd(8)}  ${t(`cli.help.${one}.short`)}`)
    return [
      t('cli.help.title', { version }),
      '',
      t('cli.help.usage'),
      '',
      ...commands,
      '',
      t('cli.help.common'),
      t('language.onCommandLine', { languages: LANGUAGE_IDS.join(', ') }),
      '',
      t('cli.help.exit'),
    ].join('\n')
  }
  const command = COMMANDS.find((one) => one === word)
  if (!command) throw new MisuseError({ why: 'unknownCommand', text: word })
  return t(`cli.help.${command}.long`)
}
