import { parseArgs } from 'node:util'
import { type PracticeServer, servePractice } from '../src/main/practice/server.ts'

/** Says in a sentence why the server cannot start, and ends. */
function giveUp(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

function readPort(): number {
  let text: string
  try {
    text = parseArgs({ options: { port: { type: 'string', default: '4010' } } }).values.port
  } catch {
    return giveUp('Usage: npm run practice-server -- --port 4010')
  }
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    return giveUp(`"${text}" is not a port. Give a number from 0 to 65535; 0 takes any free port.`)
  }
  return port
}

async function start(port: number): Promise<PracticeServer> {
  try {
    return await servePractice({ port })
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code === 'EADDRINUSE')
      return giveUp(`Port ${port} is in use. Stop what uses it, or give another port.`)
    if (code === 'EACCES') return giveUp(`Port ${port} is not allowed for you. Give a port above 1023.`)
    throw error
  }
}

const server = await start(readPort())
process.stdout.write(`${JSON.stringify(server.practice.introduction(server.url))}\n`)
process.stderr.write(`The four providers, simulated, listen on ${server.url}. Stop with Ctrl+C.\n`)

let stopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return
    stopping = true
    void server.close().then(() => process.exit(0))
  })
}
