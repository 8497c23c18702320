import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import {
  countedWhile,
  doFirst,
  makeWay,
  traffic,
  watchTraffic,
} from '../../../../src/main/ledger/thread/make-way.ts'

const MAKES_WAY = `
  const { parentPort, workerData } = require('node:worker_threads')
  import(workerData.url).then(({ makeWay }) => {
    parentPort.postMessage('ready')
    makeWay(workerData.traffic, 60_000)
    parentPort.postMessage('goes on')
  })
`

it('counts a command of a book while it is under way, also one that fails', async () => {
  const { promise, reject } = Promise.withResolvers<void>()
  const counted = countedWhile(promise)
  const other = countedWhile(Promise.resolve('done'))
  expect(traffic[0]).toBe(2)
  expect(await other).toBe('done')
  expect(traffic[0]).toBe(1)
  reject(new Error('no'))
  await expect(counted).rejects.toThrow('no')
  expect(traffic[0]).toBe(0)
})

it('counts what a book does by itself, also where that fails', () => {
  const seen: (number | undefined)[] = []
  doFirst(traffic, () => seen.push(traffic[0]))
  expect(() =>
    doFirst(traffic, () => {
      throw new Error('no')
    }),
  ).toThrow('no')
  expect([...seen, traffic[0]]).toEqual([1, 0])
})

it('lets a thread go on once no command is under way', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const counted = countedWhile(promise)
  const url = new URL('../../../../src/main/ledger/thread/make-way.ts', import.meta.url).href
  const worker = new Worker(MAKES_WAY, { eval: true, workerData: { url, traffic } })
  const heard: unknown[] = []
  worker.on('message', (word) => heard.push(word))
  await once(worker, 'message')
  await new Promise((done) => setTimeout(done, 200))
  expect(heard).toEqual(['ready'])
  resolve()
  await counted
  await once(worker, 'exit')
  expect(heard).toEqual(['ready', 'goes on'])
})

it('lets it go on after a moment all the same, where a book is never still', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const counted = countedWhile(promise)
  makeWay(traffic, 5)
  resolve()
  await counted
})

it('tells whether any has begun since it was asked last', async () => {
  const isSelling = watchTraffic(traffic)
  expect(isSelling()).toBe(false)
  await countedWhile(Promise.resolve())
  expect(isSelling()).toBe(true)
  expect(isSelling()).toBe(false)
})
