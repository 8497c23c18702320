import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { networkInterfaces } from 'node:os'
import type {
  Display,
  Menu as ElectronMenu,
  MenuItemConstructorOptions,
  NativeTheme,
  Net,
  PowerMonitor,
  PowerSaveBlocker,
  Rectangle,
  SafeStorage,
  Screen,
} from 'electron'
import { KnownEvents } from '../emitter.ts'
import { onPowerEvent, onScreens, record } from '../record.ts'

/** What Electron encrypts with on a Linux without a key ring: a key that everybody knows. */
const KNOWN_KEY = createHash('sha256').update('peanuts').digest().subarray(0, 16)
const TAG = Buffer.from('v10')
const NO_IV = Buffer.alloc(16, 0x20)

/** As on a Linux without a key ring: the backend is `basic_text`, and only the asynchronous half claims to work. */
export const safeStorage = {
  getSelectedStorageBackend: () => 'basic_text',
  isEncryptionAvailable: () => false,
  isAsyncEncryptionAvailable: async () => true,
  async encryptStringAsync(text) {
    const cipher = createCipheriv('aes-128-cbc', KNOWN_KEY, NO_IV)
    return Buffer.concat([TAG, cipher.update(text, 'utf8'), cipher.final()])
  },
  async decryptStringAsync(bytes) {
    if (!bytes.subarray(0, TAG.length).equals(TAG)) throw new Error('Error while decrypting the ciphertext.')
    const decipher = createDecipheriv('aes-128-cbc', KNOWN_KEY, NO_IV)
    const text = Buffer.concat([decipher.update(bytes.subarray(TAG.length)), decipher.final()]).toString(
      'utf8',
    )
    return { result: text, shouldReEncrypt: false }
  },
  encryptString() {
    throw new Error('Error while encrypting the text provided to safeStorage.encryptString.')
  },
  decryptString() {
    throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.')
  },
} satisfies Partial<SafeStorage>

/** The displays of a list of sizes, "1920x1080,1280x800", one to the right of the other; at least one. */
function displaysOf(sizes: string): readonly Display[] {
  let x = 0
  return sizes.split(',').map((size, nth) => {
    const [width, height] = size.split('x').map(Number)
    const bounds = { x, y: 0, width: width || 1920, height: height || 1080 }
    x += bounds.width
    return { id: nth + 1, bounds, workArea: bounds, scaleFactor: 1 } as Display
  })
}

class StandInScreen extends KnownEvents {
  #displays = displaysOf(process.env.COUNTERFOIL_STANDIN_SCREEN ?? '')

  constructor(name: string, events: readonly string[]) {
    super(name, events)
    onScreens((sizes) => this.#change(displaysOf(sizes)))
  }

  getAllDisplays(): Display[] {
    return [...this.#displays]
  }

  getPrimaryDisplay(): Display {
    return this.#displays[0] as Display
  }

  getDisplayMatching({ x, width }: Rectangle): Display {
    const middle = x + width / 2
    const isAround = ({ bounds }: Display) => middle >= bounds.x && middle < bounds.x + bounds.width
    return this.#displays.find(isAround) ?? this.getPrimaryDisplay()
  }

  #change(now: readonly Display[]): void {
    const before = this.#displays
    this.#displays = now
    for (const one of now.slice(before.length)) this.emit('display-added', {}, one)
    for (const one of before.slice(now.length)) this.emit('display-removed', {}, one)
    for (const one of now) {
      const same = before.find(({ id }) => id === one.id)
      if (same && JSON.stringify(same) !== JSON.stringify(one))
        this.emit('display-metrics-changed', {}, one, ['bounds'])
    }
  }
}
export const screen = new StandInScreen('screen', [
  'display-added',
  'display-removed',
  'display-metrics-changed',
]) satisfies Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay' | 'getDisplayMatching'>

/** The colour scheme, and who is told when the app changes it. */
export const themeChanges = new EventEmitter()
class StandInTheme extends KnownEvents {
  #source: NativeTheme['themeSource'] = 'system'

  get themeSource(): NativeTheme['themeSource'] {
    return this.#source
  }

  set themeSource(source: NativeTheme['themeSource']) {
    this.#source = source
    themeChanges.emit('changed')
    this.emit('updated')
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }
}
export const nativeTheme = new StandInTheme('nativeTheme', ['updated']) satisfies Pick<
  NativeTheme,
  'themeSource' | 'shouldUseDarkColors'
>

const LOOK_EVERY_MS = 10_000
const ASLEEP_MS = 20_000
/** Tells of a wake-up when the clock has jumped, and of what a test lets the machine do; nothing else ever comes. */
class StandInPower extends KnownEvents {
  constructor() {
    super('powerMonitor', ['suspend', 'resume', 'lock-screen', 'unlock-screen', 'shutdown'])
    let last = Date.now()
    setInterval(() => {
      const now = Date.now()
      if (now - last > LOOK_EVERY_MS + ASLEEP_MS) this.emit('resume')
      last = now
    }, LOOK_EVERY_MS).unref()
    onPowerEvent((event) => this.emit(event))
  }
}
export const powerMonitor = new StandInPower() satisfies Pick<PowerMonitor, never>

/** What holds the display awake, by its number; a browser has no such hold, so it is recorded. */
const held = new Set<number>()
let lastHold = 0
export const powerSaveBlocker = {
  start(type: string) {
    lastHold += 1
    held.add(lastHold)
    record('power-save-blocker', { type, held: held.size })
    return lastHold
  },
  stop(id: number) {
    const was = held.delete(id)
    record('power-save-blocker', { type: null, held: held.size })
    return was
  },
  isStarted: (id: number) => held.has(id),
} satisfies Partial<PowerSaveBlocker>

export const net = {
  isOnline: () =>
    Object.values(networkInterfaces()).some((each) => each?.some((address) => !address.internal) ?? false),
} satisfies Partial<Net>

/** A menu is kept and its accelerators are left to the browser; nothing is drawn. */
export class Menu {
  static #application: Menu | null = null
  readonly template: readonly MenuItemConstructorOptions[]

  constructor(template: readonly MenuItemConstructorOptions[] = []) {
    this.template = template
  }

  static buildFromTemplate(template: readonly MenuItemConstructorOptions[]): Menu {
    return new Menu(template)
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application
  }
}
type MenuStatics = Record<
  keyof Pick<typeof ElectronMenu, 'buildFromTemplate' | 'setApplicationMenu'>,
  unknown
>
Menu satisfies MenuStatics
