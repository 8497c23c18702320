import type { Chance } from '../../../support/app/chance.ts'
import { ACCOUNT, eur, made, START, seen, transfer } from '../../../support/books/facts.ts'
import { retireItem, saveItem } from './choose-item.ts'
import {
  follow,
  isPaid,
  isShareable,
  type Model,
  type ModelLink,
  type ModelSale,
  newLink,
  newSale,
  resolve,
} from './model.ts'
import type { Call, Operation } from './operation.ts'

/** Words of which none is within another, so that however a search looks, a word's beginning finds that word alone. */
export const WORDS: readonly string[] = [...'bdfgklmnprstvz'].flatMap((first) =>
  [...'aeo'].map((vowel) => `${first}${vowel}q${first}${vowel}n`),
)

const decimal = (cents: bigint) => `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`
const money = (cents: bigint) => eur(decimal(cents))

/** Chooses the next operation, by chance and by what the model has. */
export function chooseOperation(model: Model, chance: Chance, step: number): Operation {
  const at = START + step * 1_000
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(chance.unit() * from.length)]
  // Mostly what is new, sometimes what is old.
  const recent = pick(chance.unit() < 0.7 ? model.sales.slice(-25) : model.sales)
  const die = chance.unit()
  if (!recent || die < 0.2) return create(model, chance, at)
  if (die < 0.23) return createAgain(recent, at)
  if (die < 0.4) return answerCreate(recent, chance, at) ?? create(model, chance, at)
  if (die < 0.7) return answers([recent, pick(model.sales.slice(-25)) ?? recent], chance, at, step)
  if (die < 0.76) return addLink(recent, at)
  if (die < 0.81) return acceptShortfall(recent, chance, at)
  if (die < 0.86) return remainder(recent, at)
  if (die < 0.89) return abandon(recent, at)
  if (die < 0.94) return note(recent, step, at)
  if (die < 0.97) return resolveOne(recent, at) ?? note(recent, step, at)
  return chance.unit() < 0.6
    ? saveItem(chance, step, at)
    : (retireItem(model, chance, at) ?? saveItem(chance, step, at))
}

function create(model: Model, chance: Chance, at: number): Operation {
  const word = () => WORDS[Math.floor(chance.unit() * WORDS.length)] ?? ''
  const asked = BigInt(Math.floor(chance.between(100, 100_000)))
  const place = model.sales.length + 1
  const sale = newSale(place, `token-${place}`, `${word()} ${word()}`, asked)
  return {
    what: `sale ${place} of ${decimal(asked)}`,
    sales: [sale],
    call: async () => createCall(sale, at),
    apply({ sales }) {
      sales.push(sale)
      return 'new'
    },
  }
}

function createCall(sale: ModelSale, at: number): Call {
  const invoice = {
    ...{ token: sale.token, accountId: ACCOUNT, asked: money(sale.asked), description: sale.words },
    ...{ customerName: null, customerEmail: null, tolerance: null, at },
  }
  return { method: 'createInvoice', args: [invoice] }
}

function createAgain(sale: ModelSale, at: number): Operation {
  return {
    what: `the token of sale ${sale.place} again`,
    sales: [sale],
    call: async () => createCall(sale, at),
    apply: () => 'known',
  }
}

function answerCreate(sale: ModelSale, chance: Chance, at: number): Operation | null {
  const index = sale.links.findIndex((link) => link.stage === 'creating' || link.stage === 'lost')
  const link = sale.links[index]
  if (!link) return null
  const die = chance.unit()
  const stage = die < 0.75 ? 'live' : die < 0.9 && link.stage !== 'lost' ? 'lost' : 'refused'
  const recovered = link.stage === 'lost'
  return {
    what: `link ${index} of sale ${sale.place} is ${stage}`,
    sales: [sale],
    async call({ idsOf }) {
      const linkId = (await idsOf(sale)).links[index] ?? ''
      if (stage === 'live') return { method: 'recordLinkMade', args: [made(linkId, { at, recovered })] }
      const failed = { linkId, stage, code: 'TIMED_OUT', providerWords: null, at } as const
      return { method: 'recordLinkNotMade', args: [failed] }
    },
    apply() {
      link.stage = stage
      if (stage === 'live') link.reading = 'open'
      follow(sale, 0)
      return 'ok'
    },
  }
}

/** What a provider says of a link next: nothing new, money, or an end. */
function nextOf(link: ModelLink, sale: ModelSale, chance: Chance, at: number, step: number) {
  const die = chance.unit()
  const receipts = [...link.receipts]
  if (die < 0.55) {
    const part = chance.unit()
    const amount = part < 0.5 ? link.asked : BigInt(Math.max(1, Math.floor(Number(link.asked) * part)))
    receipts.push({ id: `transfer-${step}`, amount, at: at - 500 })
  }
  const known = receipts.reduce((sum, one) => sum + one.amount, 0n)
  if (receipts.length > 0) {
    const reading = known === link.asked ? 'paid' : known > link.asked ? 'overpaid' : 'underpaid'
    return { receipts, reading }
  }
  // What is under way when a sale is given up is another matter than what comes afterwards.
  const words = sale.abandonedAt === null ? ['open', 'confirming', 'expired', 'failed'] : ['open', 'expired']
  return { receipts, reading: words[Math.floor(chance.unit() * words.length)] ?? 'open' }
}

function answers(sales: readonly ModelSale[], chance: Chance, at: number, step: number): Operation {
  const parts = [...new Set(sales)].flatMap((sale) => {
    const index = sale.links.findIndex((link) => link.stage === 'live')
    const link = sale.links[index]
    return link ? [{ sale, link, index, ...nextOf(link, sale, chance, at, step) }] : []
  })
  return {
    what: `answers ${parts.map(({ sale, index, reading, receipts }) => `${sale.place}/${index} ${reading} ${receipts.length}`).join(', ')}`,
    sales: parts.map(({ sale }) => sale),
    async call({ idsOf }) {
      const seens = []
      for (const { sale, index, reading, receipts } of parts) {
        const linkId = (await idsOf(sale)).links[index] ?? ''
        const transfers = receipts.map((one) =>
          transfer({
            ...{ receiptId: one.id, txHash: `0x${one.id}`, paidAt: one.at },
            ...{ amount: money(one.amount), credited: money(one.amount) },
          }),
        )
        seens.push(
          seen(linkId, {
            reading: reading as 'open',
            rawStatus: reading,
            receipts: transfers,
            at,
            nextCheckAt: at + 9_000,
          }),
        )
      }
      return { method: 'recordAnswers', args: [seens] }
    },
    apply() {
      for (const { sale, link, reading, receipts } of parts) {
        const fresh = receipts.length - link.receipts.length
        link.reading = reading
        link.receipts.push(...receipts.slice(link.receipts.length))
        follow(sale, fresh)
      }
      return 'ok'
    },
  }
}

function addLink(sale: ModelSale, at: number): Operation {
  return {
    what: `one more link of sale ${sale.place}`,
    sales: [sale],
    call: async ({ idsOf }) => ({ method: 'addLink', args: [(await idsOf(sale)).id, at] }),
    apply() {
      if (isPaid(sale.status)) return 'ALREADY_DONE'
      const taken = sale.links.some((link) => link.stage === 'creating' || isShareable(link))
      if (taken || sale.links.some((link) => link.receipts.length > 0)) return 'CONFLICT'
      sale.abandonedAt = null
      sale.links.push(newLink(sale.asked, false))
      follow(sale, 0)
      return 'ok'
    },
  }
}

function acceptShortfall(sale: ModelSale, chance: Chance, at: number): Operation {
  const right = chance.unit() < 0.8
  const received = decimal(right ? sale.received : sale.received + 1n)
  const decision = { reason: 'Change was short', person: 'Samira' }
  return {
    what: `${received} is enough for sale ${sale.place}`,
    sales: [sale],
    call: async ({ idsOf }) => ({
      method: 'acceptShortfall',
      args: [(await idsOf(sale)).id, received, decision, at],
    }),
    apply() {
      if (sale.status !== 'underpaid') return 'NOT_SHORT'
      if (sale.received === 0n) return 'RECEIVED_UNKNOWN'
      if (!right) return 'RECEIVED_CHANGED'
      sale.tolerance = sale.asked - sale.received
      resolve(sale, 'short')
      follow(sale, 0)
      return 'ok'
    },
  }
}

function remainder(sale: ModelSale, at: number): Operation {
  const missing = sale.asked - sale.received
  const asked = money(missing > 0n ? missing : 1n)
  return {
    what: `the rest of sale ${sale.place}`,
    sales: [sale],
    call: async ({ idsOf }) => ({
      method: 'addRemainderLink',
      args: [(await idsOf(sale)).id, { asked, unseenIsPayable: true }, at],
    }),
    apply() {
      if (sale.status !== 'underpaid') return 'NOT_SHORT'
      if (sale.received === 0n) return 'RECEIVED_UNKNOWN'
      const earlier = sale.links.filter((link) => link.isRemainder)
      const waits = (link: ModelLink) =>
        link.stage === 'creating' || (isShareable(link) && ['open', 'confirming'].includes(link.reading))
      if (earlier.some(waits)) return 'REMAINDER_WAITING'
      if (earlier.some((link) => link.stage === 'lost')) return 'REMAINDER_LOST'
      sale.abandonedAt = null
      sale.links.push(newLink(missing, true))
      follow(sale, 0)
      return 'ok'
    },
  }
}

function abandon(sale: ModelSale, at: number): Operation {
  return {
    what: `sale ${sale.place} is given up`,
    sales: [sale],
    call: async ({ idsOf }) => ({ method: 'abandon', args: [(await idsOf(sale)).id, 'left', at] }),
    apply() {
      if (sale.abandonedAt !== null || isPaid(sale.status)) return 'ALREADY_DONE'
      sale.abandonedAt = at
      follow(sale, 0)
      return 'ok'
    },
  }
}

function note(sale: ModelSale, step: number, at: number): Operation {
  const text = `note ${step}`
  return {
    what: `${text} on sale ${sale.place}`,
    sales: [sale],
    call: async ({ idsOf }) => ({ method: 'addNote', args: [(await idsOf(sale)).id, text, at] }),
    apply() {
      sale.notes.push(text)
      return 'ok'
    },
  }
}

function resolveOne(sale: ModelSale, at: number): Operation | null {
  const kind = sale.exceptions.find((one) => one.open)?.kind
  if (kind === undefined) return null
  return {
    what: `${kind} of sale ${sale.place} is dealt with`,
    sales: [sale],
    call: async ({ exceptionOf }) => ({
      method: 'resolveException',
      args: [await exceptionOf(sale, kind), 'seen', 'Samira', at],
    }),
    apply() {
      resolve(sale, kind)
      return 'ok'
    },
  }
}
