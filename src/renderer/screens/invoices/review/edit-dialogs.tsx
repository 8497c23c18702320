import type { TextFieldProps } from 'react-aria-components/TextField'
import { newTagOf } from '../../../../shared/contract/plain/tags.ts'
import { typedText } from '../../../../shared/contract/plain/typed-text.ts'
import type { InvoiceRow } from '../../../../shared/contract/shapes/invoice.ts'
import type { LocalEdit } from '../../../../shared/contract/shapes/lists/review.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Field } from '../../../components/field.tsx'
import { QuestionForm } from '../../../components/question-form.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { useNameOrder } from '../../../i18n/use-in-order.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useUnsent } from '../../../window/unsent.ts'
import type { Target } from './use-review.ts'

/** So many of the book's tags are offered at once. */
const OFFERED = 12

interface Props {
  readonly target: Target
  readonly onEdit: (edit: LocalEdit, target: Target) => void
  readonly onClose: () => void
}

function useTitle({ ids, known }: Target, name: 'noteTitle' | 'tagTitle'): string {
  const { t } = useTranslation()
  const format = useFormat()
  const number = known[0]?.number ?? ''
  return t(`review.${name}`, { count: ids.length, figure: format.count(ids.length), number })
}

/** Writes one note upon every invoice of a target; Ctrl Enter sends it while it is typed. */
export function NoteDialog({ target, onEdit, onClose }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useUnsent(`review note ${target.ids[0]} ${target.ids.length}`, '')
  const note = typedText(text)
  function send(): void {
    if (note === '') return
    onClose()
    onEdit({ kind: 'note', text: note }, target)
  }
  function listen(event: Parameters<NonNullable<TextFieldProps['onKeyDown']>>[0]): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
    else event.continuePropagation()
  }
  return (
    <Dialog title={useTitle(target, 'noteTitle')} isOpen onClose={onClose}>
      <QuestionForm
        error={null}
        leave={{ words: t('review.cancel'), onPress: onClose }}
        answer={t('review.noteAdd')}
        onAnswer={send}
        isReady={note !== ''}
        isPending={false}
      >
        <Field
          label={t('review.note')}
          lines={3}
          maxLength={2_000}
          value={text}
          onChange={setText}
          onKeyDown={listen}
          autoFocus
        />
      </QuestionForm>
    </Dialog>
  )
}

/** Puts a tag on every invoice of a target; where all of them bear it, it is taken off. */
export function TagDialog({ target, tags, onEdit, onClose }: Props & { readonly tags: readonly string[] }) {
  const { t } = useTranslation()
  const [text, setText] = useUnsent(`review tag ${target.ids[0]} ${target.ids.length}`, '')
  const tag = newTagOf(text)
  const isOn = tag !== null && isOnAll(target, tag)
  const order = useNameOrder()
  const borne = [...new Set(target.known.flatMap((row) => row.tags))].sort(order)
  const typed = tag ?? ''
  const offered = tags
    .filter((one) => one.startsWith(typed) && !isOnAll(target, one))
    .sort(order)
    .slice(0, OFFERED)
  function send(one: string, puts: boolean): void {
    onClose()
    onEdit({ kind: 'tag', tag: one, isOn: puts }, target)
  }
  return (
    <Dialog title={useTitle(target, 'tagTitle')} isOpen onClose={onClose}>
      <QuestionForm
        error={null}
        leave={{ words: t('review.cancel'), onPress: onClose }}
        answer={t(isOn ? 'review.tagTakeOff' : 'review.tagAdd')}
        onAnswer={() => tag !== null && send(tag, !isOn)}
        isReady={tag !== null}
        isPending={false}
      >
        <Field
          label={t('review.tagLabel')}
          isNeeded
          help={t('review.tagHelp')}
          maxLength={60}
          value={text}
          onChange={setText}
          autoFocus
        />
        <TagButtons title={t('review.tagKnown')} tags={offered} onPress={(one) => send(one, true)} />
        <TagButtons
          title={t('review.tagOn')}
          tags={borne}
          nameOf={(one) => t('review.tagTakeOffOf', { tag: one })}
          onPress={(one) => send(one, false)}
        />
      </QuestionForm>
    </Dialog>
  )
}

function isOnAll({ ids, known }: Target, tag: string): boolean {
  const bears = (row: InvoiceRow) => row.tags.includes(tag)
  return known.length === ids.length && known.every(bears)
}

interface TagButtonsProps {
  readonly title: string
  readonly tags: readonly string[]
  readonly nameOf?: (tag: string) => string
  readonly onPress: (tag: string) => void
}

function TagButtons({ title, tags, nameOf = (tag) => tag, onPress }: TagButtonsProps) {
  if (tags.length === 0) return null
  return (
    <fieldset className="tag-choice">
      <legend className="label">{title}</legend>
      {tags.map((tag) => (
        <Button key={tag} look="quiet" aria-label={nameOf(tag)} onPress={() => onPress(tag)}>
          <bdi className="tag">{tag}</bdi>
        </Button>
      ))}
    </fieldset>
  )
}
