import { useState } from 'react'
import type { InvoiceDetail } from '../../../../shared/contract/shapes/invoice.ts'
import { failureOf } from '../../../data/call.ts'
import { useCheckNow, useReadAnew } from '../../../data/invoices.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useMaybeWords } from '../../../i18n/words.ts'
import { saleView } from '../../../sale/sale-view.ts'
import { useProviderWord } from '../../../sale/use-provider-word.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'

/** What a person was last told of their question. */
export interface CheckMessage {
  /** Epoch ms. */
  readonly at: number
  readonly words: string
}

/** The question a person asks about a sale; what was asked and answered is read out, also where there was nobody to ask. */
export function useCheckOfSale(detail: InvoiceDetail, provider: string) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const maybe = useMaybeWords()
  const providerWord = useProviderWord()
  const readAnew = useReadAnew()
  const check = useCheckNow()
  const [message, setMessage] = useState<CheckMessage | null>(null)
  const { id } = detail.invoice

  function tell(words: string): void {
    setMessage({ at: Date.now(), words })
    announce(words)
  }

  function whyNot(): string {
    const { newest } = saleView(detail)
    // With one that lives a provider can always be asked.
    const stage = newest === null || newest.stage === 'live' ? 'creating' : newest.stage
    return t(`sale.cannotAsk.${stage}`, { provider })
  }

  /** The provider's word on the newest link that lives, and what its list shows of one that was lost. */
  function answerOf({ links, invoice }: InvoiceDetail): string {
    const newestFirst = links.toSorted((a, b) => b.createdAt - a.createdAt)
    const live = newestFirst.find(({ stage, rawStatus }) => stage === 'live' && rawStatus !== null)
    const newest = newestFirst[0]
    const searched = invoice.recovery !== 'none' && saleView(detail).newest?.stage === 'lost'
    const looked =
      searched && (newest?.stage === 'lost' || newest?.stage === 'refused')
        ? [t(`sale.looked.${newest.stage}`, { provider })]
        : []
    const words = {
      provider,
      word: providerWord(invoice.provider, live?.rawStatus ?? ''),
      reference: live?.providerRef ?? '',
    }
    return [...looked, ...(live ? [t('sale.answered', words)] : [])].join(' ')
  }

  async function failed(error: unknown): Promise<void> {
    const { code, params } = failureOf(error)
    const values = { account: t('errorParts.account'), ...params, code }
    const what = maybe(`errors.${code}.what`, values) ?? t('errorParts.unknown.what', values)
    // Which of its links could not be asked about stands in the book by now.
    const fresh = await readAnew(id)
    const old = fresh && saleView(fresh).oldUnasked
    if (!fresh || !old) return tell(t('sale.askFailed', { what }))
    const about = t('sale.askFailedOld', { what, reference: old.providerRef ?? '' })
    tell(`${answerOf(fresh)} ${about}`)
  }

  function ask(): void {
    if (check.isPending) return
    if (!saleView(detail).canCheck) {
      tell(whyNot())
      return
    }
    check.mutate(id, {
      onSuccess: (answer) => tell(answerOf(answer)),
      onError: (error) => void failed(error),
    })
  }

  return { check, ask, message }
}
