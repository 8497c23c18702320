import { expect, it } from 'vitest'
import { eventually } from '../../support/app/host.ts'
import { practiceTill } from '../../support/app/practice-till.ts'
import { staffOf } from '../../support/people/staff.ts'

const till = practiceTill()

it('the menu is in the language that is spoken: the app’s, and that of whoever signs in', async () => {
  const menus: string[] = []
  const setMenu = ({ t }: { readonly t: (key: 'menu.editMenu') => string }) => menus.push(t('menu.editMenu'))
  const isNow = (title: string) => eventually(async () => (menus.at(-1) === title ? title : null))
  const shop = await till.open(till.path, 'practice', { setMenu: (words) => void setMenu(words) })
  await isNow('Edit')
  await shop.call('settings.set', { language: 'fr' })
  await isNow('Édition')
  const { ids, be } = await staffOf(shop)
  await shop.call('people.change', { id: ids.Yanis, name: 'Yanis', role: 'cashier', language: 'ar' })
  await be('Yanis')
  await isNow('تحرير')
  await be('Nadia')
  await isNow('Édition')
  expect(new Set(menus)).toEqual(new Set(['Edit', 'Édition', 'تحرير']))
})
