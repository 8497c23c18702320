import { Form } from 'react-aria-components/Form'
import { Button } from '../../components/button.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { Field } from '../../components/field.tsx'
import { useOverview, useSetSettings } from '../../data/app.ts'
import { usePeople } from '../../data/people.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Fact } from '../../sale/pane-facts.tsx'
import { useNavigation } from '../../window/navigation.tsx'
import { useSending, useUnsent } from '../../window/unsent.ts'
import { QuickAmountsForm } from './quick-amounts-form.tsx'

/** Who stands at this till, what the book calls it, and its quick amounts. */
export function Till() {
  const { t } = useTranslation()
  const { book, settings } = useOverview()
  const set = useSetSettings()
  const { goToBooks } = useNavigation()
  const { state } = usePeople()
  const [cashier, setCashier] = useUnsent('settings cashier', settings.cashier)
  useSending(set.isPending, 'settings cashier')
  return (
    <>
      <dl className="facts">
        <Fact term={t('settings.till.code')}>{book.tillCode}</Fact>
        <Fact term={t('settings.till.zone')}>
          <bdi dir="ltr">{book.zone}</bdi>
        </Fact>
      </dl>
      {state.kind === 'none' ? (
        <Form
          className="inline-form"
          onSubmit={(event) => {
            event.preventDefault()
            if (!set.isPending) set.mutate({ cashier: cashier.trim() })
          }}
        >
          <Field
            label={t('settings.till.person')}
            help={t('settings.till.personHelp')}
            value={cashier}
            maxLength={60}
            onChange={setCashier}
          />
          <Button type="submit" isDisabled={cashier.trim() === settings.cashier} isPending={set.isPending}>
            {t('settings.till.save')}
          </Button>
        </Form>
      ) : (
        <p className="quiet">{t('people.namesHere')}</p>
      )}
      <ErrorWords error={set.error} />
      <Button onPress={() => goToBooks('backups')}>{t('settings.till.move')}</Button>
      <QuickAmountsForm />
    </>
  )
}
