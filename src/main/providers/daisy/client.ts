import { toBaseUnits } from '../../../shared/money/scale.ts'
import { checked, unreadable } from '../http/checked.ts'
import { failed, namingClock, statusFailure } from '../http/failure.ts'
import { createHttpClient, type HttpCall } from '../http/http-client.ts'
import { recordedAnswer, recordedWords } from '../http/mask.ts'
import { encodeWire } from '../http/wire-json.ts'
import { wirePath } from '../http/wire-path.ts'
import { wordsOf } from '../http/words.ts'
import { TIME_LIMIT_MS } from '../limits.ts'
import type {
  CreatedLink,
  LinkRequest,
  LinkState,
  ProviderClient,
  ProviderPorts,
  ProviderResult,
  ReceiptState,
} from '../provider.ts'
import { choiceSetting, textSetting } from '../settings.ts'
import { environmentOf } from './environments.ts'
import { createListing, LIST_SIZE_LIMIT, type Sent } from './listing.ts'
import { keyCheck, linkState, markerText, receiptState, shareUrl } from './mapping.ts'
import { createTokenBook } from './token-book.ts'
import { SYMBOLS, type Token } from './tokens.ts'
import * as wire from './wire.ts'

/** Tokens of links seen, so that receipts (which do not name theirs) need no second request; more than a list holds. */
const REMEMBERED_TOKENS = 50_000

type DaisyCall = Omit<HttpCall, 'headers'> & { readonly aboutLink?: boolean }

interface Answered extends Sent {
  readonly data: unknown
}

/** Connects to Daisy with one payment group's credentials. */
export function connectDaisy(ports: ProviderPorts): ProviderClient {
  const http = createHttpClient({
    baseUrl: ports.baseUrl,
    fetch: ports.fetch,
    acquire: ports.acquire,
    clock: ports.clock,
    timeLimitMs: ports.timeLimitMs ?? TIME_LIMIT_MS,
  })
  const { network } = environmentOf(ports.settings)
  const tokenOfLink = new Map<string, string>()
  const tokens = createTokenBook({ network, clock: ports.clock, list: listTokens })

  const { listLinks, readPage, findByMarker } = createListing({
    tokens,
    send,
    remember,
  })

  function send(parts: DaisyCall, signal: AbortSignal): Promise<ProviderResult<Sent>> {
    return ports.useCredentials(async (credentials) => {
      const { identifier = '', secretKey = '' } = credentials
      if (identifier === '' || secretKey === '') return failed('NO_KEY')
      const pair = `${identifier}:${secretKey}`
      const secrets = [secretKey, pair]
      const headers = { Authorization: `Basic ${Buffer.from(pair, 'utf8').toString('base64')}` }
      const answer = await http.exchange({ ...parts, headers }, signal)
      if (!answer.ok) return answer
      if (!answer.value.succeeded) {
        const refused = statusFailure(answer.value.status, {
          missing: parts.aboutLink ? 'LINK_NOT_FOUND' : 'REQUEST_REFUSED',
          words: recordedWords(wordsOf(answer.value), secrets),
          retryAfterMs: answer.value.retryAfterMs,
          creates: parts.creates,
        })
        return namingClock(refused, answer.value)
      }
      return { ok: true, value: { answer: answer.value, secrets } }
    })
  }

  async function call(parts: DaisyCall, signal: AbortSignal): Promise<ProviderResult<Answered>> {
    const sent = await send(parts, signal)
    if (!sent.ok) return sent
    const { answer } = sent.value
    const body = checked(wire.envelope, answer.json, answer, parts.creates)
    return body.ok ? { ok: true, value: { ...sent.value, data: body.value.data } } : body
  }

  async function createLink(request: LinkRequest, signal: AbortSignal): Promise<ProviderResult<CreatedLink>> {
    const { currency } = request.asked
    if (!SYMBOLS.some((symbol) => symbol === currency)) return failed('CURRENCY_NOT_OFFERED')
    const token = await tokens.token(currency, signal)
    if (!token.ok) return token
    const invoicedPrice = toBaseUnits(request.asked, token.value.decimals)
    if (invoicedPrice === null) return failed('AMOUNT_TOO_MANY_DECIMALS')
    const body = {
      invoicedPrice,
      invoicedEmail: request.customerEmail ?? undefined,
      invoicedName: request.customerName ?? undefined,
      invoicedDetail: `${request.description} ${markerText(request.marker)}`.trimStart(),
      tokenAddress: token.value.address,
      walletAddress: textSetting(ports.settings, 'walletAddress'),
      redirectURL: textSetting(ports.settings, 'redirectUrl'),
      cancelURL: textSetting(ports.settings, 'cancelUrl'),
    }
    const answered = await call({ method: 'POST', path: wirePath`/otp/`, body, creates: true }, signal)
    if (!answered.ok) return answered
    const { data, answer, secrets } = answered.value
    const invoice = checked(wire.invoice, data, answer, true)
    if (!invoice.ok) return invoice
    const echoed = tokens.amountAt(invoice.value.tokenAddress, invoice.value.invoicedPrice)
    if (!echoed) return unreadable(answer, true)
    remember(invoice.value)
    return {
      ok: true,
      value: {
        ref: invoice.value.identifier,
        url: shareUrl(invoice.value),
        expiresAt: null,
        rawStatus: invoice.value.state ?? '',
        rawAnswer: recordedAnswer(answer.text, secrets),
        echoed,
      },
    }
  }

  async function readInvoice(ref: string, signal: AbortSignal) {
    const path = wirePath`/otp/invoices/${ref}/`
    const answered = await call({ method: 'GET', path, creates: false, aboutLink: true }, signal)
    if (!answered.ok) return answered
    const { data, answer, secrets } = answered.value
    // "Not found" comes as 404 or as null with 200 (daisy §3.5).
    if (data === null || data === undefined) return failed('LINK_NOT_FOUND', { httpStatus: answer.status })
    const invoice = checked(wire.invoice, data, answer, false)
    if (!invoice.ok) return invoice
    if (invoice.value.identifier !== ref) return unreadable(answer, false)
    const learnt = await tokens.learn([invoice.value.tokenAddress], signal)
    if (!learnt.ok) return learnt
    remember(invoice.value)
    return { ok: true, value: { invoice: invoice.value, answer, secrets } } as const
  }

  async function readLink(ref: string, signal: AbortSignal): Promise<ProviderResult<LinkState>> {
    const read = await readInvoice(ref, signal)
    if (!read.ok) return read
    const { invoice, answer, secrets } = read.value
    const raw = recordedAnswer(answer.text, secrets)
    const state = linkState(invoice, raw, tokens.amountAt)
    return state ? { ok: true, value: state } : unreadable(answer, false)
  }

  async function readReceipts(
    ref: string,
    signal: AbortSignal,
  ): Promise<ProviderResult<readonly ReceiptState[]>> {
    if (!tokenOfLink.has(ref)) {
      const read = await readInvoice(ref, signal)
      if (!read.ok) return read
    }
    const tokenAddress = tokenOfLink.get(ref) ?? ''
    const path = wirePath`/otp/invoices/${ref}/receipts/`
    const answered = await call({ method: 'GET', path, creates: false, aboutLink: true }, signal)
    if (!answered.ok) return answered
    const { data, answer, secrets } = answered.value
    const rows = checked(wire.receipts, data, answer, false)
    if (!rows.ok) return rows
    const mapped: ReceiptState[] = []
    for (const row of rows.value) {
      const parsed = wire.receipt.safeParse(row)
      const raw = recordedAnswer(encodeWire(row), secrets)
      const amount = parsed.success ? tokens.amountAt(tokenAddress, parsed.data.amount) : null
      const state = parsed.success ? receiptState(parsed.data, amount, raw) : null
      // Money must not go missing: one receipt that cannot be read makes the answer unreadable.
      if (!state) return unreadable(answer, false)
      mapped.push(state)
    }
    return { ok: true, value: mapped }
  }

  async function checkKey(signal: AbortSignal) {
    const answered = await call({ method: 'GET', path: wirePath`/otp/`, creates: false }, signal)
    if (!answered.ok) return answered
    const { data, answer, secrets } = answered.value
    const group = checked(wire.group, data, answer, false)
    if (!group.ok) return group
    const symbol = choiceSetting(ports.settings, 'token', SYMBOLS, SYMBOLS[0])
    const token = await tokens.token(symbol, signal)
    const account = {
      network,
      ownWallet: textSetting(ports.settings, 'walletAddress') !== undefined,
      // A list that cannot be had right now says nothing about the key or the token.
      tokenKnown: token.ok || token.error.code !== 'CURRENCY_NOT_OFFERED',
    }
    const name = recordedWords(group.value.name, secrets)
    return { ok: true, value: keyCheck({ ...group.value, name }, account) } as const
  }

  /** The provider's own list; a row that cannot be read is passed over (daisy §2.5). */
  async function listTokens(signal: AbortSignal): Promise<ProviderResult<readonly Token[]>> {
    const path = wirePath`/otp/tokens`
    const answered = await call({ method: 'GET', path, creates: false, sizeLimit: LIST_SIZE_LIMIT }, signal)
    if (!answered.ok) return answered
    const rows = checked(wire.tokens, answered.value.data, answered.value.answer, false)
    if (!rows.ok) return rows
    const parsed = rows.value.map((row) => wire.token.safeParse(row))
    return { ok: true, value: parsed.flatMap((one) => (one.success ? [one.data] : [])) }
  }

  function remember(invoice: wire.DaisyInvoice): void {
    if (tokenOfLink.size >= REMEMBERED_TOKENS) tokenOfLink.clear()
    tokenOfLink.set(invoice.identifier, invoice.tokenAddress)
  }

  return { createLink, readLink, readReceipts, checkKey, listLinks, readPage, findByMarker }
}
