import { useTranslation } from 'react-i18next'
import { LINES_LIMIT } from '../../../../shared/contract/plain/limits.ts'
import { useOverview } from '../../../data/app.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useMaybeWords } from '../../../i18n/words.ts'
import { useFaultWords } from './limits-line.tsx'
import type { NewSaleState } from './use-new-sale.ts'

/** One line beneath the keypad: what was just done, or which keys there are. */
export function KeypadMessageLine({ sale }: { readonly sale: NewSaleState }) {
  const words = useNoticeWords(sale)
  return (
    <p className={words.heed ? 'help attention-words' : 'help'} role="status">
      {words.text}
    </p>
  )
}

function useNoticeWords({ notice, awaitsPieces, limits, decimal, whyNot, fault, account }: NewSaleState): {
  readonly text: string
  readonly heed: boolean
} {
  const { t } = useTranslation()
  const maybe = useMaybeWords()
  const format = useFormat()
  const amount = format.amount({ currency: limits.currency, amount: decimal })
  const { bookProblem } = useOverview()
  const faultWords = useFaultWords(limits, fault)
  const closedWords = bookProblem && maybe(`errors.${bookProblem.code}.what`)
  const what = whyNot === 'book' ? (closedWords ?? '') : faultWords
  const next = (bookProblem && maybe(`errors.${bookProblem.code}.next`)) ?? ''
  if (notice === null || (notice.kind === 'why' && whyNot === null)) {
    return { text: t(awaitsPieces ? 'counter.tape.pieces' : 'counter.keysHint'), heed: false }
  }
  switch (notice.kind) {
    case 'why':
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
      return { text: t('counter.perhapsScanned', { code: notice.code.slice(0, 40) }), heed: true }
    case 'scanned':
      return { text: t('counter.scanned'), heed: true }
    case 'unknownCode':
      return { text: t('counter.items.unknownCode', { code: notice.code.slice(0, 40) }), heed: true }
    case 'full':
      return { text: t('counter.tape.full', { count: LINES_LIMIT }), heed: true }
    case 'added':
      return { text: t('counter.items.added', { name: notice.name }), heed: false }
    case 'notAdded': {
      const { name, why } = notice
      return { text: t(`counter.items.not.${why}`, { name, currency: limits.currency }), heed: true }
    }
  }
}
