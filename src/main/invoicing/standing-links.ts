import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import { sameMoney } from '../../shared/money/money.ts'
import type { StandingLink } from '../ledger/port/standing-links.ts'
import type { ProviderError } from '../providers/provider.ts'
import { checkAsk } from './check-amount.ts'
import { type InvoicingPorts, usableAccount } from './invoicing.ts'
import { persistently } from './send.ts'

/** What the screen sends for a standing link; `token` is made once per link and makes a repeat harmless. */
export interface StandingInput {
  readonly token: string
  readonly accountId: string
  /** The item it is made from; null for none. */
  readonly itemId: string | null
  readonly name: string
  readonly currency: string
  readonly amount: string
}

/** The use cases of links that stay. */
export interface StandingLinks {
  /** Commits the link, and only then sends the request; answers once that has ended, whatever came of it. */
  make(input: StandingInput): Promise<Result<StandingLink>>
  /** Ends the watching of a link, or begins it again; at its provider nothing changes. */
  putAway(id: string, away: boolean): Promise<Result<StandingLink>>
}

export interface StandingPorts
  extends Pick<
    InvoicingPorts,
    | 'ledger'
    | 'connections'
    | 'clock'
    | 'timers'
    | 'cooldowns'
    | 'signal'
    | 'keys'
    | 'keyRefused'
    | 'asked'
    | 'provider'
    | 'failed'
  > {
  /** Told after a standing link was written. */
  changedStanding(id: string): void
}

/** How soon a fresh link is asked about for the first time, ms. */
const FIRST_CHECK_MS = 30_000

export function createStandingLinks(ports: StandingPorts): StandingLinks {
  const { ledger, clock } = ports

  function told(link: StandingLink | null): Result<StandingLink> {
    if (!link) return refuse('NOT_FOUND')
    ports.changedStanding(link.id)
    return ok(link)
  }

  async function notMade(link: StandingLink, error: ProviderError): Promise<Result<StandingLink>> {
    const stage = error.effect === 'possible' ? 'lost' : 'refused'
    const { code, providerWords } = error
    const failure = { id: link.id, stage, code, providerWords } as const
    const written = await persistently(() => ledger.recordStandingNotMade(failure), ports)
    if (error.keyRefused) await ports.keyRefused(link.accountId, error)
    return told(written)
  }

  return {
    async make(input) {
      const account = await usableAccount(input.accountId, ports)
      if (!account.ok) return account
      const provider = ports.provider(account.value.provider)
      const { capabilities } = provider
      if (!capabilities.standingLinks) return refuse('INVALID_INPUT', { field: 'accountId' })
      const description = input.name
      const asked = checkAsk(
        { ...input, description },
        provider.currenciesOf(account.value.settings),
        capabilities.descriptionLimit,
      )
      if (!asked.ok) return asked
      const { token, accountId, itemId, name } = input
      const created = await ledger.createStandingLink({
        ...{ token, accountId, itemId, name },
        asked: asked.value,
        at: clock.now(),
      })
      if (!created) return refuse('NOT_FOUND')
      const { link, existed } = created
      const same = link.accountId === accountId && link.name === name && sameMoney(link.asked, asked.value)
      if (existed) return same ? ok(link) : refuse('CONFLICT')
      ports.changedStanding(link.id)
      const answer = await ports.connections.of(account.value).createLink(
        {
          asked: asked.value,
          description,
          invoiceNumber: '',
          marker: link.id,
          customerName: null,
          customerEmail: null,
          standing: true,
        },
        ports.signal,
      )
      ports.asked(accountId)
      if (!answer.ok) return notMade(link, answer.error)
      ports.cooldowns.answered(accountId)
      const { ref, url, rawStatus, rawAnswer, echoed } = answer.value
      // A link of another amount is never shown: who paid it would pay what nobody asked for.
      if (echoed && !sameMoney(echoed, asked.value)) {
        const failure = {
          id: link.id,
          stage: 'refused',
          code: 'AMOUNT_MISMATCH',
          providerWords: null,
        } as const
        return told(await persistently(() => ledger.recordStandingNotMade(failure), ports))
      }
      const at = clock.now()
      const made = { id: link.id, ref, url, rawStatus, rawAnswer, nextCheckAt: at + FIRST_CHECK_MS, at }
      return told(await persistently(() => ledger.recordStandingMade(made), ports))
    },

    putAway: async (id, away) => told(await ledger.putStandingAway(id, away, clock.now())),
  }
}
