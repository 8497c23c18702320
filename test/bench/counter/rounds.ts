import type { Page } from 'playwright-core'
import { callFrom } from '../../../tools/tour/window.ts'
import { type Probe, probeIn, restAsHand } from './probe.ts'
import type { TimedProvider } from './provider.ts'

export const STEPS = [
  'key_to_pixel',
  'enter_to_waiting',
  'qr_overhead',
  'commit_to_green',
  'green_to_next',
] as const
export type Step = (typeof STEPS)[number]

/** Takes one sample, or several. */
export type Note = (step: Step, ms: number) => void

const AMOUNT = ['7', '4', '0', '0'] as const
const FIRST = AMOUNT[0]
const QR = { selector: '.qr' }
const WAITING = { selector: 'article.sale' }
const GREEN = { selector: 'article.sale-paid' }
/** The amount as it stands after some digits, in the app and on the bare page alike. */
export const amountOf = (digits: string) => ({
  selector: 'output.amount-entry',
  text: `^${Number(digits).toLocaleString('en').replace(',', ',?')}\\s*DZD$`,
})

async function typeRest(probe: Probe, note: Note): Promise<void> {
  for (let typed = 1; typed < AMOUNT.length; typed += 1) {
    const key = AMOUNT[typed] ?? ''
    note('key_to_pixel', await probe.keyToPaint(key, amountOf(AMOUNT.slice(0, typed + 1).join(''))))
  }
}

/**
 * One sale after the other in the app, each begun by a digit on the green screen of the one before.
 *
 * `qr_overhead` and `commit_to_green` begin when the provider's answer is handed to the socket, so they hold the way over
 * the loopback, the reading and the book's commit as well: what is told is an upper bound of what each is named for.
 */
export async function appRounds(page: Page, provider: TimedProvider) {
  const probe = await probeIn(page)
  await page.keyboard.press(FIRST)
  return async (note: Note): Promise<void> => {
    await typeRest(probe, note)
    await probe.arm('waiting', WAITING)
    await probe.arm('qr', QR)
    await restAsHand(page)
    await page.keyboard.press('Enter')
    const waiting = await probe.painted('waiting')
    note('enter_to_waiting', waiting.paintedAt - waiting.keyAt)
    note('qr_overhead', (await probe.painted('qr')).wallAt - provider.createdAt())
    await probe.arm('green', GREEN)
    const ref = await newestRef(page)
    await restAsHand(page)
    pay(provider, ref)
    note('commit_to_green', (await probe.painted('green')).wallAt - provider.paidAt(ref))
    note('green_to_next', await probe.keyToPaint(FIRST, amountOf(FIRST)))
  }
}

/** The same paints on the bare page; where the app is told from outside, so is this. */
export async function bareRounds(page: Page) {
  const probe = await probeIn(page)
  await page.keyboard.press(FIRST)
  return async (note: Note, url: string): Promise<void> => {
    await typeRest(probe, note)
    note('enter_to_waiting', await probe.keyToPaint('Enter', WAITING))
    note('qr_overhead', await probe.changeToPaint('qr', url, QR))
    note('commit_to_green', await probe.changeToPaint('green', '', GREEN))
    note('green_to_next', await probe.keyToPaint(FIRST, amountOf(FIRST)))
  }
}

/** Asks the book which link is on the screen. */
export async function newestRef(page: Page): Promise<string> {
  const all = { search: '', status: [], provider: [], cursor: null, limit: 1 }
  const [row] = (await callFrom(page, 'invoices.list', all)).rows
  const { links } = await callFrom(page, 'invoices.get', { id: row?.id ?? '' })
  return links[0]?.providerRef ?? ''
}

/** Pays a link as its customer does. */
export function pay(provider: TimedProvider, ref: string): void {
  const paid = provider.practice.pay({ provider: 'ocpay', ref })
  if (!paid.ok) throw new Error(`the simulated customer could not pay: ${paid.message}`)
}
