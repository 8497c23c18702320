import { CircleCheck, FolderOpen } from 'lucide-react'
import type { MovingFile } from '../../../../shared/contract/shapes/books/moving.ts'
import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { failureOf } from '../../../data/call.ts'
import { useShowMovingFile, type useStopSelling } from '../../../data/moving.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

interface Props {
  readonly made: MovingFile
  readonly stop: Pick<ReturnType<typeof useStopSelling>, 'isPending' | 'error'>
  readonly onStop: () => void
  readonly onKeep: () => void
  /** The file lacks something by now: it is made again. */
  readonly onAgain: () => void
}

/** What the file holds, and the decision which computer sells from now on. */
export function WhoSells({ made, stop, onStop, onKeep, onAgain }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const show = useShowMovingFile()
  const isBehind = stop.error !== null && failureOf(stop.error).code === 'FILE_BEHIND'
  return (
    <>
      <ul className="restore-meaning">
        <li>
          <CircleCheck aria-hidden="true" size={16} className="good-words" />
          <span>
            <strong>
              <bdi>{t('moving.made', { file: made.name, size: format.size(made.bytes) })}</bdi>
            </strong>{' '}
            {t('moving.madeSales', { count: made.sales })} {t('moving.madeKeys', { count: made.keys })}
          </span>
        </li>
      </ul>
      <p>{t('moving.copyIt')}</p>
      <p>{t('moving.stopText')}</p>
      <p>{t('moving.keepText')}</p>
      <ErrorWords error={show.error} />
      <ErrorWords error={stop.error} />
      <div className="actions actions-end">
        <Button onPress={() => show.mutate()}>
          <FolderOpen aria-hidden="true" size={16} />
          {t('moving.reveal')}
        </Button>
        <Button isPending={stop.isPending} onPress={onKeep}>
          {t('moving.keep')}
        </Button>
        {isBehind ? (
          <Button look="primary" onPress={onAgain}>
            {t('moving.again')}
          </Button>
        ) : (
          <Button look="primary" isPending={stop.isPending} onPress={onStop}>
            {t('moving.stop')}
          </Button>
        )}
      </div>
    </>
  )
}
