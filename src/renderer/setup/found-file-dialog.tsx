import { Hash, KeyRound, SlidersHorizontal, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import type { ChosenFile } from '../../shared/contract/shapes/books/moving.ts'
import { AskedFields } from '../components/asked-fields.tsx'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Field } from '../components/field.tsx'
import { RestoreProgress } from '../components/progress/restore-progress.tsx'
import { useBackups } from '../data/backups.ts'
import { useOpenMovingFile } from '../data/moving.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { useAnnouncer } from '../window/announcer.tsx'
import { OpeningErrorWords } from './opening-error.tsx'
import { typedAnew } from './typed-anew.ts'

export type FoundFile = Extract<ChosenFile, { readonly kind: 'found' }>

interface Props {
  readonly file: FoundFile
  readonly onClose: () => void
}

/** What a file from another computer holds, and the passphrase of its keys, before it is opened. */
export function FoundFileDialog({ file, onClose }: Props) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const [passphrase, setPassphrase] = useState('')
  const open = useOpenMovingFile((code) => {
    announce(t('moving.found.done', { code }))
    onClose()
  })
  const view = useBackups(open.isPending).data
  const hasKeys = file.keys > 0
  return (
    <Dialog
      title={t('moving.found.title')}
      width="wide"
      isOpen
      // What has begun is not left.
      onClose={() => !open.isPending && onClose()}
    >
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          open.mutate(hasKeys ? passphrase : null)
        }}
      >
        <Holds file={file} />
        <Meaning hasKeys={hasKeys} />
        {hasKeys && (
          <AskedFields isReady={passphrase !== ''}>
            <Field
              isNeeded
              label={t('moving.found.passphrase')}
              type="password"
              autoComplete="off"
              autoFocus
              value={passphrase}
              onChange={typedAnew(open, setPassphrase)}
            />
          </AskedFields>
        )}
        <OpeningErrorWords error={open.error} />
        {open.isPending && view && <RestoreProgress view={view} />}
        <div className="actions actions-end">
          <Button autoFocus={!hasKeys} isPending={open.isPending} onPress={onClose}>
            {t('moving.found.back')}
          </Button>
          {hasKeys && (
            <Button isPending={open.isPending} onPress={() => open.mutate(null)}>
              {t('moving.found.without')}
            </Button>
          )}
          <Button
            type="submit"
            look="primary"
            isPending={open.isPending}
            isDisabled={hasKeys && passphrase === ''}
          >
            {t(hasKeys ? 'moving.found.withKeys' : 'moving.found.open')}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}

function Holds({ file: { name, madeAt, sales, lastSale, bytes, keys } }: { readonly file: FoundFile }) {
  const { t } = useTranslation()
  const format = useFormat()
  const facts = [
    ['file', `${name} · ${format.size(bytes)}`],
    ['madeAt', format.when(madeAt)],
    ['sales', format.count(sales)],
    ['last', lastSale ? `${lastSale.number}, ${format.when(lastSale.at)}` : t('backups.back.noSale')],
    ['keys', t('moving.found.keysIn', { count: keys })],
  ] as const
  return (
    <dl className="facts">
      {facts.map(([fact, text]) => (
        <div className="fact" key={fact}>
          <dt>{t(`moving.found.${fact}`)}</dt>
          <dd>
            <bdi>{text}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Meaning({ hasKeys }: { readonly hasKeys: boolean }) {
  const { t } = useTranslation()
  const meant = [
    ['codes', Hash],
    ['settings', SlidersHorizontal],
    ...(hasKeys ? ([['added', KeyRound]] as const) : []),
    ['saved', Undo2],
  ] as const
  return (
    <ul className="restore-meaning">
      {meant.map(([name, Icon]) => (
        <li key={name}>
          <Icon aria-hidden="true" size={16} className="quiet" />
          <span>{t(`moving.found.${name}`)}</span>
        </li>
      ))}
    </ul>
  )
}
