import { BookOpen, SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { AskedFields } from '../../../components/asked-fields.tsx'
import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { Progress } from '../../../components/progress/progress.tsx'
import { Switch } from '../../../components/switch.tsx'
import { useOverview, useOverviewAnew } from '../../../data/app.ts'
import { useBackups } from '../../../data/backups.ts'
import { failureOf } from '../../../data/call.ts'
import { type useMakeMovingFile, useMoving } from '../../../data/moving.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useMaybeWords } from '../../../i18n/words.ts'
import { NewPassphraseFields } from '../../../setup/new-passphrase-fields.tsx'
import { isSamePassphrase } from '../../../setup/same-passphrase.ts'
import { typedAnew } from '../../../setup/typed-anew.ts'

interface Props {
  readonly make: Pick<ReturnType<typeof useMakeMovingFile>, 'isPending' | 'error' | 'isError' | 'reset'>
  /** Told the passphrase of the keys, or null where they stay. */
  readonly onMake: (passphrase: string | null) => void
  readonly onCancel: () => void
}

/** What goes along: the book and the settings always, the keys only under a passphrase. */
export function ChooseAlong({ make, onMake, onCancel }: Props) {
  const { t } = useTranslation()
  useOverviewAnew()
  const { invoiceCount, book } = useOverview()
  const [withKeys, setWithKeys] = useState(false)
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const isSame = first !== '' && isSamePassphrase(first, second)
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        onMake(withKeys ? first : null)
      }}
    >
      <p>{t('moving.text')}</p>
      <ul className="restore-meaning">
        <li>
          <BookOpen aria-hidden="true" size={16} className="quiet" />
          <span>{t('moving.alongBook', { count: invoiceCount })}</span>
        </li>
        <li>
          <SlidersHorizontal aria-hidden="true" size={16} className="quiet" />
          <span>{t('moving.alongSettings')}</span>
        </li>
      </ul>
      {book.kind === 'practice' ? (
        <p className="help">{t('moving.keysPractice')}</p>
      ) : (
        <>
          <Switch
            label={t('moving.keysSwitch')}
            isSelected={withKeys}
            onChange={typedAnew(make, setWithKeys)}
            isDisabled={make.isPending}
          />
          <p className="help">{t(withKeys ? 'moving.keysText' : 'moving.noKeys')}</p>
          {withKeys && (
            <AskedFields isReady={isSame}>
              <NewPassphraseFields
                first={first}
                second={second}
                onFirst={typedAnew(make, setFirst)}
                onSecond={typedAnew(make, setSecond)}
              />
            </AskedFields>
          )}
        </>
      )}
      <MakingErrorWords error={make.error} />
      {make.isPending && <Making />}
      <div className="actions actions-end">
        <Button isPending={make.isPending} onPress={onCancel}>
          {t('moving.cancel')}
        </Button>
        <Button type="submit" look="primary" isPending={make.isPending} isDisabled={withKeys && !isSame}>
          {t('moving.choose')}
        </Button>
      </div>
    </Form>
  )
}

/** First the book is saved and checked as for any backup, then the file is written and read back. */
function Making() {
  const { t } = useTranslation()
  const saving = useBackups().data?.making ?? null
  const writing = useMoving().data?.making ?? null
  if (saving === null && writing === null) return null
  return (
    <div className="restore-progress" role="status">
      <Progress label={t('moving.progress')} done={saving ?? writing ?? 0} />
      <p className="help">{t(saving === null ? 'moving.writing' : 'moving.savingBook')}</p>
    </div>
  )
}

/** Why no file was made; what is told of the till's own disk is here told of the file. */
function MakingErrorWords({ error }: { readonly error: Error | null }) {
  const { t } = useTranslation()
  const maybe = useMaybeWords()
  const format = useFormat()
  if (error === null) return null
  const { code, params } = failureOf(error)
  const own = (part: 'what' | 'safe' | 'next') => maybe(`moving.refused.${code}.${part}`)
  const size =
    typeof params.needed === 'number' ? t('moving.needs', { size: format.size(params.needed) }) : ''
  return (
    <ErrorWords
      error={error}
      words={{ what: own('what') && `${own('what')} ${size}`.trim(), safe: own('safe'), next: own('next') }}
    />
  )
}
