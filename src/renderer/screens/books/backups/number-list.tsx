import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

interface Props {
  readonly numbers: readonly string[]
  /** How many there are of which these are the first. */
  readonly count: number
}

/** The numbers of sales and how many more there are, as the end of a sentence. */
export function NumberList({ numbers, count }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      <bdi>{format.list(numbers)}</bdi>
      {count > numbers.length && ` ${t('backups.more', { count: count - numbers.length })}`}.
    </>
  )
}
