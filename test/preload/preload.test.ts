import { join } from 'node:path'
import { build } from 'vite'
import { beforeAll, describe, expect, it, vi } from 'vitest'

interface Bridge {
  call(route: unknown, input: unknown): Promise<unknown>
  onEvent(listener: (...args: unknown[]) => void): () => void
}

let code = ''
beforeAll(async () => {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: { entry: join(import.meta.dirname, '../../src/preload/index.ts'), formats: ['cjs'] },
      rolldownOptions: { external: ['electron'] },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (output === undefined || !('output' in output)) throw new Error('nothing was built')
  code = output.output[0].code
})

/** Runs the built preload as a sandboxed renderer does: with `require` for electron, and nothing else. */
function load() {
  const exposed: Record<string, unknown> = {}
  const listeners = new Map<string, ((event: unknown, ...args: unknown[]) => void)[]>()
  const invoke = vi.fn(async (..._: unknown[]): Promise<unknown> => ({ ok: true, value: 1 }))
  const ipcRenderer = {
    invoke,
    on: (name: string, listener: () => void) =>
      listeners.set(name, [...(listeners.get(name) ?? []), listener]),
    removeListener: (name: string, listener: () => void) =>
      listeners.set(
        name,
        (listeners.get(name) ?? []).filter((each) => each !== listener),
      ),
  }
  const contextBridge = {
    exposeInMainWorld: (name: string, value: unknown) => Object.assign(exposed, { [name]: value }),
  }
  const required: string[] = []
  const require = (name: string) => {
    required.push(name)
    if (name !== 'electron') throw new Error(`module not found: ${name}`)
    return { ipcRenderer, contextBridge }
  }
  new Function('require', 'module', 'exports', code)(require, { exports: {} }, {})
  const emit = (name: string, ...args: unknown[]) => {
    for (const listener of listeners.get(name) ?? []) listener({ sender: 'secret' }, ...args)
  }
  return { exposed, required, invoke, emit, bridge: exposed.counterfoil as Bridge }
}

describe('the built preload', () => {
  it('is one file that requires electron and nothing else', () => {
    expect(load().required).toEqual(['electron'])
    expect(code).not.toMatch(/\bimport\b/)
  })

  it('exposes one frozen object with two functions', () => {
    const { exposed } = load()
    expect(Object.keys(exposed)).toEqual(['counterfoil'])
    const bridge = exposed.counterfoil as Record<string, unknown>
    expect(Object.isFrozen(bridge)).toBe(true)
    expect(Object.entries(bridge).map(([name, value]) => [name, typeof value])).toEqual([
      ['call', 'function'],
      ['onEvent', 'function'],
    ])
  })

  it('sends a call over the one channel', async () => {
    const { bridge, invoke } = load()
    expect(await bridge.call('invoices.list', { limit: 1 })).toEqual({ ok: true, value: 1 })
    expect(invoke).toHaveBeenCalledWith('counterfoil:call', 'invoices.list', { limit: 1 })
  })

  it.each([undefined, null, 7, {}, '', 'x'.repeat(101)])('sends nothing for the route %j', async (route) => {
    const { bridge, invoke } = load()
    await expect(bridge.call(route, {})).rejects.toThrow('A route is a short, non-empty name.')
    expect(invoke).not.toHaveBeenCalled()
  })

  it('hands a listener the event’s data, never Electron’s event, until it stops listening', () => {
    const { bridge, emit } = load()
    const listener = vi.fn()
    const stop = bridge.onEvent(listener)
    emit('counterfoil:event', { seq: 1 }, 'more')
    expect(listener.mock.calls).toEqual([[{ seq: 1 }]])
    expect(stop()).toBeUndefined()
    emit('counterfoil:event', { seq: 2 })
    expect(listener).toHaveBeenCalledTimes(1)
  })
})
