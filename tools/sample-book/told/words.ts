import type { Chance } from '../chance.ts'

const NAMES = [
  'Amina B.',
  'Yacine M.',
  'Zoé L.',
  'Élodie R.',
  'Noël D.',
  'Inès K.',
  'Søren H.',
  'Núria P.',
  'Lucía G.',
  'Jürgen W.',
  'Çelik T.',
  'Anaïs V.',
  'أمينة ب.',
  'ياسين م.',
  'سلمى ع.',
  'نور الدين',
  'ليلى ح.',
  'كريم ز.',
  '小明',
  '小红',
  '阿强',
  '王先生',
  '李女士',
  '陈小姐',
] as const

const MAILBOXES = ['amina', 'yacine', 'zoe', 'ines', 'noor', 'xiaoming', 'karim', 'lucia'] as const

/** The `#` of a description becomes a number. */
const DESCRIPTIONS = [
  'Table #',
  'Commande n° #',
  'Livraison, quartier #',
  'Acompte réparation #',
  'Cours du soir, séance #',
  'Order # for collection',
  'Two lamps, order #',
  'Réservation #, déjà confirmée',
  'طلب رقم #',
  'توصيل الطلب #',
  'دفعة أولى، فاتورة #',
  'موعد #',
  '订单 #',
  '外卖 # 号',
  '定金 #',
  '第 # 号桌',
] as const

const NOTES = [
  'Customer called: pays this evening.',
  'Sent the link again by message.',
  'Le client repasse demain.',
  'Reçu imprimé.',
  'الزبون سيعود غدا',
  'أرسل الرابط مرة أخرى',
  '客人稍后付款',
  '已电话确认',
] as const

const SETTLING_NOTES = [
  'Difference given back in cash.',
  'Remboursé en espèces.',
  'Agreed with the customer.',
  'Bon d’achat remis.',
  'اتفقنا مع الزبون',
  '已与客人确认',
  '',
] as const

const ACCEPTING_REASONS = ['Fee of the wallet', 'Geste commercial', 'الفرق بسيط', '差额很小'] as const
const ABANDONING_REASONS = [
  'Customer left',
  'Wrong amount',
  'Paid another way',
  'Changed their mind',
  'Le client préfère payer en espèces',
  'دفع نقدا',
  '客人改用现金',
] as const
const PERSONS = ['Nadia', 'Samir', 'Chloé'] as const

/** A person's words in a sale; every one is made up. */
export interface Words {
  /** What a sale is called; often nothing. */
  description(): string
  customer(): { readonly name: string | null; readonly email: string | null }
  note(): string
  settlingNote(): string
  acceptingReason(): string
  abandoningReason(): string
  person(): string
}

/** Builds the words of one book. */
export function createWords(chance: Chance): Words {
  return {
    description: () =>
      chance.hit(550) ? chance.pick(DESCRIPTIONS).replace('#', String(chance.int(1, 480))) : '',
    customer: () => ({
      name: chance.hit(400) ? chance.pick(NAMES) : null,
      email: chance.hit(120) ? `${chance.pick(MAILBOXES)}${chance.int(1, 99)}@example.com` : null,
    }),
    note: () => chance.pick(NOTES),
    settlingNote: () => chance.pick(SETTLING_NOTES),
    acceptingReason: () => chance.pick(ACCEPTING_REASONS),
    abandoningReason: () => chance.pick(ABANDONING_REASONS),
    person: () => chance.pick(PERSONS),
  }
}
