import type { ReactNode } from 'react'
import { Form } from 'react-aria-components/Form'
import { AskedFields } from './asked-fields.tsx'
import { Button } from './button.tsx'
import { ErrorWords } from './error-words.tsx'

interface Props {
  readonly children: ReactNode
  /** Why the last answer was not taken. */
  readonly error: Error | null
  /** The way out; absent where there is none. */
  readonly leave?: { readonly words: string; readonly onPress: () => void }
  /** What the button says that answers. */
  readonly answer: string
  readonly onAnswer: () => void
  /** False as long as something is missing. */
  readonly isReady?: boolean
  /** The answer is on its way. */
  readonly isPending: boolean
}

/** Fields that are answered together, by Enter or the button, and only once; Enter says what is still missing. */
export function QuestionForm({ children, error, leave, answer, onAnswer, isReady = true, isPending }: Props) {
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady && !isPending) onAnswer()
      }}
    >
      <AskedFields isReady={isReady}>{children}</AskedFields>
      <ErrorWords error={error} />
      <div className="actions actions-end">
        {leave && <Button onPress={leave.onPress}>{leave.words}</Button>}
        <Button type="submit" look="primary" isDisabled={!isReady} isPending={isPending}>
          {answer}
        </Button>
      </div>
    </Form>
  )
}
