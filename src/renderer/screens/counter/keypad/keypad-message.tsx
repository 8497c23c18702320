import { Button } from 'react-aria-components/Button'
import { LINES_LIMIT } from '../../../../shared/contract/plain/limits.ts'
import { useWhoMay } from '../../../components/not-allowed.ts'
import { useOverview } from '../../../data/app.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useMaybeWords } from '../../../i18n/words.ts'
import { shortcutOf } from '../../../keyboard/keys.ts'
import { useFaultWords } from './limits-line.tsx'
import type { NewSaleState } from './use-new-sale.ts'

interface Props {
  readonly sale: NewSaleState
  /** Lines stand where it would stand: only what has to be heeded is shown over them, the rest is read out. */
  readonly hasLines: boolean
}

/** What was just done, or which keys there are; and what was laid aside, with the way back to it. In the room of the lines. */
export function KeypadMessageLine({ sale, hasLines }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useNoticeWords(sale)
  // What has to be heeded has the room alone, unless the way back is what it speaks of.
  const hasWayBack = !hasLines && (!words.heed || sale.notice?.kind === 'perhapsScanned')
  const aside = hasWayBack ? sale.aside : undefined
  // A question about the amount is asked in the other half; here it is read out.
  const isAsked = sale.notice?.kind === 'doubt'
  const isSeen = !isAsked && (!hasLines || words.heed)
  const seenAs = words.heed ? 'keypad-message keypad-message-over' : 'keypad-message'
  return (
    <div className={isSeen ? seenAs : 'visually-hidden'}>
      <p role="status" className={words.heed || aside?.why === 'refused' ? 'attention-words' : undefined}>
        {aside && !words.heed
          ? t(`counter.aside.${aside.why}`, { amount: format.amount(aside.amount) })
          : words.text}
      </p>
      {aside && (
        <Button
          className="button button-plain"
          preventFocusOnPress
          aria-keyshortcuts={shortcutOf('bringBack')}
          onPress={sale.bringBack}
        >
          {t('counter.aside.bringBack')}
        </Button>
      )}
    </div>
  )
}

function useNoticeWords({ notice, awaitsPieces, limits, decimal, whyNot, fault, account }: NewSaleState): {
  readonly text: string
  readonly heed: boolean
} {
  const { t } = useTranslation()
  const maybe = useMaybeWords()
  const whoMay = useWhoMay()
  const format = useFormat()
  const amount = format.plainAmount({ currency: limits.currency, amount: decimal })
  const { bookProblem, settings } = useOverview()
  // A scanner as slow as a hand is told from one by being taught.
  const isUntaught = notice !== null && 'isSlow' in notice && notice.isSlow && settings.scanner === null
  const teaching = (text: string) => (isUntaught ? `${text} ${t('counter.teachScanner')}` : text)
  const faultWords = useFaultWords(limits, fault)
  const closedWords = bookProblem && maybe(`errors.${bookProblem.code}.what`)
  const what = whyNot === 'book' ? (closedWords ?? '') : faultWords
  const next = (bookProblem && maybe(`errors.${bookProblem.code}.next`)) ?? ''
  if (notice === null || (notice.kind === 'why' && whyNot === null)) {
    return { text: t(awaitsPieces ? 'counter.tape.pieces' : 'counter.keysHint'), heed: false }
  }
  const missed = 'missed' in notice ? notice.missed.map((one) => one.slice(0, 40)) : []
  const besideMissed = (text: string) =>
    missed.length > 0 ? `${text} ${t('counter.items.missed', { missed: format.list(missed) })}` : text
  switch (notice.kind) {
    case 'why':
      if (whyNot === 'person') return { text: whoMay('sell'), heed: true }
      return {
        text: t(`counter.why.${whyNot ?? 'empty'}`, { account: account?.label, what, next }).trim(),
        heed: true,
      }
    case 'doubt':
      return { text: t(`counter.doubt.${notice.doubt}`, { amount }), heed: true }
    case 'pasted': {
      const { pasted, text } = notice
      const about = { ...pasted, text: text.slice(0, 40), currency: limits.currency }
      return { text: t(`counter.pasted.${pasted.kind}`, about), heed: true }
    }
    case 'perhapsScanned':
      return { text: teaching(t('counter.perhapsScanned', { code: notice.code.slice(0, 40) })), heed: true }
    case 'scanned':
      return { text: t('counter.scanned'), heed: true }
    case 'unknownCode':
      return {
        text: teaching(besideMissed(t('counter.items.unknownCode', { code: notice.code.slice(0, 40) }))),
        heed: true,
      }
    case 'full':
      return { text: t('counter.tape.full', { count: LINES_LIMIT }), heed: true }
    case 'cutOff':
      return { text: t('counter.cutOff'), heed: true }
    case 'keysMissed':
      return { text: t('counter.keysMissed'), heed: true }
    case 'added':
      return {
        text: besideMissed(t('counter.items.added', { name: notice.name })),
        heed: missed.length > 0,
      }
    case 'notAdded': {
      const { name, why } = notice
      const text = t(`counter.items.not.${why}`, { name, currency: limits.currency })
      return { text: besideMissed(text), heed: true }
    }
  }
}
