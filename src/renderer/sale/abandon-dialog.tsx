import { type KeyboardEvent, useEffect, useRef } from 'react'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Field } from '../components/field.tsx'
import { QuestionForm } from '../components/question-form.tsx'
import { useAbandon } from '../data/invoices.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { digitOfKey, isCharacter } from '../keyboard/meant-key.ts'
import { SINGLE_KEY_MS } from '../keyboard/scanner.ts'
import { useSending, useUnsent } from '../window/unsent.ts'

interface Props {
  readonly invoiceId: string
  readonly number: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onDone: () => void
}

/** In the order of their keys, 1 to 4. */
const REASONS = ['left', 'wrong', 'other', 'mind'] as const

/** Asks why a sale is given up; it is watched all the same. What was typed is forgotten when it closes. */
export function AbandonDialog({ invoiceId, number, isOpen, onClose, onDone }: Props) {
  const { t } = useTranslation()
  return (
    <Dialog title={t('sale.abandonTitle', { number })} isOpen={isOpen} onClose={onClose}>
      <Reasons invoiceId={invoiceId} onClose={onClose} onDone={onDone} />
    </Dialog>
  )
}

/** One key for the usual reasons, own words for others. */
function Reasons({ invoiceId, onClose, onDone }: Pick<Props, 'invoiceId' | 'onClose' | 'onDone'>) {
  const { t } = useTranslation()
  const abandon = useAbandon()
  const [reason, setReason] = useUnsent(`abandon ${invoiceId}`, '')
  useSending(abandon.isPending, `abandon ${invoiceId}`)
  const words = useRef<HTMLDivElement>(null)
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined)
  const last = useRef(Number.NEGATIVE_INFINITY)
  const busy = useRef(false)
  useEffect(() => () => clearTimeout(soon.current), [])

  function giveUp(why: string): void {
    if (busy.current) return
    busy.current = true
    const free = () => {
      busy.current = false
    }
    abandon.mutate({ id: invoiceId, reason: why }, { onSuccess: onDone, onSettled: free })
  }

  function pressed(event: KeyboardEvent): void {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return
    clearTimeout(soon.current)
    const preset = REASONS[Number(digitOfKey(event) ?? 0) - 1]
    const alone = !event.repeat && event.timeStamp - last.current > SINGLE_KEY_MS
    last.current = event.timeStamp
    if (preset) {
      event.preventDefault()
      if (alone) soon.current = setTimeout(() => giveUp(t(`sale.reasons.${preset}`)), SINGLE_KEY_MS)
    } else if (isCharacter(event.key) && /^\p{L}/u.test(event.key)) {
      // A letter begins the person's own words; it is typed where the focus goes.
      words.current?.querySelector('input')?.focus()
    }
  }

  return (
    <>
      <p>{t('sale.abandonText')}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the buttons within, told beside them. */}
      <div className="stack" onKeyDown={pressed} ref={words}>
        <div className="reasons">
          {REASONS.map((one, index) => (
            <Button
              key={one}
              autoFocus={index === 0}
              isPending={abandon.isPending}
              aria-keyshortcuts={String(index + 1)}
              onPress={() => giveUp(t(`sale.reasons.${one}`))}
            >
              <span className="key" aria-hidden="true">
                {index + 1}
              </span>
              {t(`sale.reasons.${one}`)}
            </Button>
          ))}
        </div>
        <QuestionForm
          error={abandon.error}
          leave={{ words: t('sale.keep'), onPress: onClose }}
          answer={t('sale.abandonDo')}
          onAnswer={() => giveUp(reason)}
          isPending={abandon.isPending}
        >
          <Field
            label={t('sale.ownReason')}
            help={t('sale.reasonHelp')}
            value={reason}
            maxLength={500}
            onChange={setReason}
          />
        </QuestionForm>
      </div>
    </>
  )
}
