import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it } from 'vitest'
import { NODE_FLAGS } from '../../tools/node-flags.mjs'

const tool = fileURLToPath(new URL('../../tools/practice-server.ts', import.meta.url))
const started: ChildProcess[] = []

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

function start(...words: string[]) {
  const child = spawn(process.execPath, [...NODE_FLAGS, tool, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  return child
}

async function firstLine(child: ReturnType<typeof start>): Promise<string> {
  for await (const line of createInterface({ input: child.stdout })) return line
  return ''
}

async function ending(child: ReturnType<typeof start>) {
  let words = ''
  child.stderr.on('data', (piece) => {
    words += piece
  })
  const [code, signal] = await once(child, 'close')
  return { code, signal, words }
}

it('prints what it accepts as one JSON object first, serves it on loopback and stops on SIGTERM', async () => {
  const child = start('--port', '0')
  const accepted = JSON.parse(await firstLine(child))
  expect(accepted).toEqual({
    daisy: { baseUrl: expect.any(String), identifier: expect.any(String), secretKey: expect.any(String) },
    oneshotpay: { baseUrl: expect.any(String), userId: expect.any(String), apiToken: expect.any(String) },
    ocpay: { baseUrl: expect.any(String), apiKey: expect.any(String) },
    oxapay: { baseUrl: expect.any(String), merchantKey: expect.any(String) },
  })
  const origin = new URL(accepted.ocpay.baseUrl).origin
  expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(Object.values(accepted).map((one) => (one as { baseUrl: string }).baseUrl)).toEqual([
    `${origin}/daisy`,
    `${origin}/oneshotpay`,
    `${origin}/ocpay`,
    `${origin}/oxapay`,
  ])
  const answers = await Promise.all([
    fetch(`${accepted.daisy.baseUrl}/otp/`, {
      headers: { authorization: `Basic ${btoa(`${accepted.daisy.identifier}:${accepted.daisy.secretKey}`)}` },
    }),
    fetch(`${accepted.oneshotpay.baseUrl}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        client_id: accepted.oneshotpay.userId,
        client_secret: accepted.oneshotpay.apiToken,
        grant_type: 'client_credentials',
      }),
    }),
    fetch(`${accepted.ocpay.baseUrl}/v3/validate`, { headers: { 'x-access-token': accepted.ocpay.apiKey } }),
    fetch(`${accepted.oxapay.baseUrl}/v1/payment`, {
      headers: { merchant_api_key: accepted.oxapay.merchantKey },
    }),
  ])
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200])
  const end = ending(child)
  child.kill('SIGTERM')
  expect(await end).toMatchObject({ code: 0, signal: null })
})

it.each(['http', '-1', '65536', '1.5'])('refuses the port %s in a sentence', async (port) => {
  const { code, words } = await ending(start(`--port=${port}`))
  expect(code).toBe(1)
  expect(words).toBe(`"${port}" is not a port. Give a number from 0 to 65535; 0 takes any free port.\n`)
})

it('says in a sentence that the port is in use', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const { code, words } = await ending(start('--port', String(port)))
  expect(code).toBe(1)
  expect(words).toBe(`Port ${port} is in use. Stop what uses it, or give another port.\n`)
  await new Promise((resolve) => other.close(resolve))
})
