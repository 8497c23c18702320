import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createLog, type LogFields } from '../../../src/main/log/log.ts'
import { createLogFile } from '../../../src/main/log/log-file.ts'
import { temporaryFolder } from '../../support/app/folder.ts'

function bench() {
  const lines: string[] = []
  const log = createLog({ write: (line) => lines.push(line), now: () => 1_800_000_000_000 })
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? 'null') }
}

describe('the log', () => {
  it('writes one JSON line with time, level, event and the listed fields', () => {
    const { log, lines, last } = bench()
    log.warn('call refused', { route: 'accounts.test', code: 'NOT_FOUND', correlationId: 'call-1' })
    expect(lines[0]).not.toContain('\n')
    expect(last()).toEqual({
      at: '2027-01-15T08:00:00.000Z',
      level: 'warn',
      event: 'call refused',
      route: 'accounts.test',
      code: 'NOT_FOUND',
      correlationId: 'call-1',
    })
  })

  it('drops every field that is not listed, and every listed one of another form', () => {
    const { log, last } = bench()
    const fields = {
      apiKey: 'sentinel',
      headers: { authorization: 'sentinel' },
      route: { toString: () => 'sentinel' },
      code: 'two\nlines sentinel',
      accountId: 'an id with sentinel',
      httpStatus: '200 sentinel',
      durationMs: 12,
      count: Number.NaN,
    } as unknown as LogFields
    log.info('done', fields)
    expect(last()).toEqual({
      at: expect.any(String),
      level: 'info',
      event: 'done',
      code: '[not a word]',
      accountId: '[not an id]',
      durationMs: 12,
    })
  })

  it('keeps ids of ours whole, although a UUID in free text is taken out', () => {
    const { log, last } = bench()
    const id = '0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b'
    log.error('sent', new Error(`id ${id}`), { invoiceId: id })
    expect(last().invoiceId).toBe(id)
    expect(last().error.message).toBe('id [redacted]')
  })

  it('writes of an error its name, code, message and stack, redacted, and nothing that hangs on it', () => {
    const { log, lines, last } = bench()
    const error = Object.assign(new TypeError('refused: Bearer hush-hush-token'), {
      code: 'ERR_AUTH',
      request: { headers: { 'x-access-token': 'sentinel' } },
      body: 'sentinel',
    })
    log.error('call failed', error)
    expect(last().error).toMatchObject({
      name: 'TypeError',
      code: 'ERR_AUTH',
      message: 'refused: Bearer [redacted]',
    })
    expect(lines[0]).not.toContain('sentinel')
    expect(lines[0]).not.toContain('hush')
  })

  it('follows causes, not in circles and not without end', () => {
    const { log, last, lines } = bench()
    const inner = new Error('inner merchant=hush')
    const outer = new Error('outer', { cause: inner })
    inner.cause = outer
    log.error('x', outer)
    expect(last().error.cause.message).toBe('inner merchant=[redacted]')
    expect(last().error.cause.cause).toBe(undefined)
    let chain = new Error('0')
    for (let n = 1; n < 100; n++) chain = new Error(String(n), { cause: chain })
    log.error('x', chain)
    expect(lines.at(-1)?.match(/"cause"/g)).toHaveLength(4)
  })

  const trap = () => {
    throw new Error('trap')
  }
  it.each([
    ['a text with a key', 'Bearer hush-hush', { name: 'string', message: 'Bearer [redacted]' }],
    ['nothing', undefined, { name: 'undefined', message: '' }],
    ['a number', 7, { name: 'number', message: '' }],
    ['a throwing getter', Object.defineProperty({}, 'message', { get: trap }), { message: '' }],
    ['a proxy that throws', new Proxy({}, { get: trap, has: trap }), { name: 'object', message: '' }],
  ])('survives %s', (_what, thrown, expected) => {
    const { log, last } = bench()
    log.error('x', thrown)
    expect(last().error).toMatchObject(expected)
  })

  it('shows nothing of an inspected request that an error carries in its message', () => {
    const { log, lines } = bench()
    const request = { headers: { Authorization: 'Basic c2VudGluZWw6eA==' }, body: { merchant: 'sentinel' } }
    log.error('x', new Error(inspect(request)))
    expect(lines[0]).not.toContain('c2VudGluZWw')
    expect(lines[0]).not.toContain('sentinel')
  })

  it('gives a line up when it cannot be written', () => {
    const log = createLog({
      write: () => {
        throw new Error('disk full')
      },
      now: () => Number.NaN,
    })
    expect(() => log.info('x')).not.toThrow()
  })
})

describe('the log file', () => {
  it('is its owner’s alone, and put aside when it has grown', () => {
    const folder = temporaryFolder()
    try {
      const path = join(folder.path, 'logs', 'app.log')
      const file = createLogFile({ path, maxBytes: 100, keep: 2 })
      for (let n = 0; n < 20; n++) file.write(`line ${n} ${'x'.repeat(40)}`)
      file.close()
      const names = readdirSync(join(folder.path, 'logs')).sort()
      expect(names).toEqual(['app.log', 'app.log.1', 'app.log.2'])
      expect(readFileSync(path, 'utf8')).toContain('line 19 ')
      expect(readFileSync(`${path}.1`, 'utf8')).toContain('line 17 ')
      if (process.platform === 'win32') return
      for (const name of names) {
        expect(statSync(join(folder.path, 'logs', name)).mode & 0o777).toBe(0o600)
      }
      expect(statSync(join(folder.path, 'logs')).mode & 0o777).toBe(0o700)
    } finally {
      folder.clean()
    }
  })

  it('goes on in the file of the last run, and closes it to others', () => {
    const folder = temporaryFolder()
    try {
      const path = join(folder.path, 'app.log')
      writeFileSync(path, 'before\n', { mode: 0o644 })
      const file = createLogFile({ path })
      file.write('after')
      file.close()
      file.write('again')
      file.close()
      expect(readFileSync(path, 'utf8')).toBe('before\nafter\nagain\n')
      if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
    } finally {
      folder.clean()
    }
  })
})
