import { useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { ITEM_CODE_LIMIT, ITEM_NAME_LIMIT } from '../../../../shared/contract/plain/limits.ts'
import { typedText } from '../../../../shared/contract/plain/typed-text.ts'
import type { Item } from '../../../../shared/contract/shapes/item.ts'
import { moneyFrom } from '../../../../shared/money/money.ts'
import { Button } from '../../../components/button.tsx'
import { ErrorCodeWords } from '../../../components/error-words.tsx'
import { Field } from '../../../components/field.tsx'
import { useReadAmount } from '../../../components/hooks/use-read-amount.ts'
import { QuestionForm } from '../../../components/question-form.tsx'
import { Select } from '../../../components/select.tsx'
import { useItemPicture, useSaveItem } from '../../../data/items.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { trimmedDecimal } from '../../../sale-entry/tape.ts'
import { useSending, useUnsent } from '../../../window/unsent.ts'
import { useCurrencies } from '../use-currencies.ts'
import { smallPicture } from './small-picture.ts'

interface Props {
  /** Null for a new one. */
  readonly item: Item | null
  readonly onDone: () => void
}

/** Adds an item or changes it. */
export function ItemForm({ item, onDone }: Props) {
  const { t } = useTranslation()
  const save = useSaveItem()
  const currencies = useCurrencies()
  const [name, setName] = useUnsent(`item ${item?.id ?? ''} name`, item?.name ?? '')
  const [price, setPrice] = useUnsent(`item ${item?.id ?? ''} price`, item ? plain(item.price) : '')
  const [chosen, setCurrency] = useUnsent(`item ${item?.id ?? ''} currency`, item?.price.currency ?? null)
  const [code, setCode] = useUnsent(`item ${item?.id ?? ''} code`, item?.code ?? '')
  /** Undefined: as it is in the book. */
  const [picture, setPicture] = useUnsent<string | null | undefined>(
    `item ${item?.id ?? ''} picture`,
    undefined,
  )
  useSending(save.isPending, `item ${item?.id ?? ''} `)
  const currency = chosen ?? currencies[0] ?? 'USD'
  const { decimal: typed, fault: priceFault } = useReadAmount()(currency, price)
  function answer(): void {
    if (typed === null) return
    save.mutate(
      {
        id: item?.id ?? null,
        name: name.trim(),
        currency,
        price: typed,
        code: code.trim() === '' ? null : code.trim(),
        ...(picture !== undefined && { picture }),
      },
      { onSuccess: onDone },
    )
  }
  return (
    <QuestionForm
      error={save.error}
      leave={{ words: t('settings.items.cancel'), onPress: onDone }}
      answer={t('settings.items.save')}
      onAnswer={answer}
      isReady={typed !== null && typedText(name) !== ''}
      isPending={save.isPending}
    >
      <Field
        label={t('settings.items.name')}
        isNeeded
        value={name}
        maxLength={ITEM_NAME_LIMIT}
        onChange={setName}
        autoFocus
      />
      <div className="form-pair">
        <Field
          label={t('settings.items.price')}
          isNeeded
          value={price}
          maxLength={40}
          inputMode="decimal"
          direction="ltr"
          onChange={setPrice}
          error={priceFault}
        />
        <Select
          label={t('counter.currency')}
          choices={[...new Set([...currencies, currency])].map((one) => ({ id: one, name: one }))}
          value={currency}
          onChange={setCurrency}
        />
      </div>
      <Field
        label={t('settings.items.code')}
        direction="ltr"
        hint={t('counter.optional')}
        help={t('settings.items.codeHelp')}
        value={code}
        maxLength={ITEM_CODE_LIMIT}
        onChange={setCode}
        // A scanner ends with Enter, which must not save an item that is half typed.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      <PictureField item={item} picture={picture} onChange={setPicture} />
    </QuestionForm>
  )
}

/** The price as it is typed: zeros that say nothing are left out. */
function plain({ currency, amount }: Item['price']): string {
  return trimmedDecimal(moneyFrom(currency, amount), 0)
}

interface PictureProps {
  readonly item: Item | null
  readonly picture: string | null | undefined
  readonly onChange: (picture: string | null) => void
}

function PictureField({ item, picture, onChange }: PictureProps) {
  const { t } = useTranslation()
  const [unfit, setUnfit] = useState(false)
  const shown =
    picture === undefined ? item && <KeptPicture item={item} /> : picture && <Picture webp={picture} />
  const has = picture === undefined ? item?.hasPicture === true : picture !== null
  async function choose(file: File | undefined): Promise<void> {
    if (!file) return
    const small = await smallPicture(file)
    setUnfit(small === null)
    if (small !== null) onChange(small)
  }
  return (
    <div className="picture-field">
      {has && shown}
      <FileTrigger acceptedFileTypes={['image/*']} onSelect={(files) => void choose(files?.[0])}>
        <Button>{t(has ? 'settings.items.otherPicture' : 'settings.items.picture')}</Button>
      </FileTrigger>
      {has && (
        <Button look="quiet" onPress={() => onChange(null)}>
          {t('settings.items.noPicture')}
        </Button>
      )}
      {unfit && <ErrorCodeWords code="PICTURE_UNFIT" voice="quiet" />}
    </div>
  )
}

function KeptPicture({ item }: { readonly item: Item }) {
  const address = useItemPicture(item)
  return address && <img className="picture-preview" src={address} alt="" />
}

function Picture({ webp }: { readonly webp: string }) {
  return <img className="picture-preview" src={`data:image/webp;base64,${webp}`} alt="" />
}
