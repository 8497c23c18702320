import { readFileSync } from 'node:fs'
import { servePractice } from '../../../src/main/practice/server.ts'

/** The simulated providers in a process of their own, with the memory in the file that is named. */
const state: unknown = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const server = await servePractice({ port: 0, state, keepRequests: 1 })
process.send?.(server.url)
process.on('disconnect', () => process.exit(0))
