import { Form } from 'react-aria-components/Form'
import { typedText } from '../../shared/contract/plain/typed-text.ts'
import { Button } from '../components/button.tsx'
import { ErrorWords } from '../components/error-words.tsx'
import { Field } from '../components/field.tsx'
import { useNote } from '../data/invoices.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { useSending, useUnsent } from '../window/unsent.ts'

interface Props {
  readonly invoiceId: string
  readonly autoFocus?: boolean
  readonly onDone?: () => void
}

/** Adds a note to the invoice's history; Ctrl Enter sends it while it is typed. */
export function NoteForm({ invoiceId, autoFocus = false, onDone }: Props) {
  const { t } = useTranslation()
  const note = useNote()
  const [text, setText] = useUnsent(`note ${invoiceId}`, '')
  useSending(note.isPending, `note ${invoiceId}`)
  function send(): void {
    if (note.isPending || typedText(text) === '') return
    note.mutate(
      { id: invoiceId, text },
      {
        onSuccess: () => {
          setText('')
          onDone?.()
        },
      },
    )
  }
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Field
        label={t('invoices.note')}
        help={t('invoices.noteHelp')}
        lines={2}
        maxLength={2000}
        value={text}
        onChange={setText}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
          else event.continuePropagation()
        }}
        autoFocus={autoFocus}
      />
      <ErrorWords error={note.error} />
      <Button type="submit" isDisabled={typedText(text) === ''} isPending={note.isPending}>
        {t('invoices.addNote')}
      </Button>
    </Form>
  )
}
