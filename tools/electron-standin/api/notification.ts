import { spawn } from 'node:child_process'
import type { Notification, NotificationConstructorOptions } from 'electron'
import { KnownEvents, preventable } from '../emitter.ts'
import { onPressedNotification, record } from '../record.ts'
import { runtime } from '../runtime.ts'
import { strict } from '../strict.ts'

const EVENTS = ['click', 'close', 'failed', 'show']

/** A desktop notification, shown with the desktop's `notify-send` where there is a screen, and recorded for tests. */
class NotificationStandIn extends KnownEvents {
  readonly title: string
  readonly body: string
  readonly handle: Notification

  constructor({ title = '', body = '' }: NotificationConstructorOptions = {}) {
    super('Notification', EVENTS)
    this.title = title
    this.body = body
    this.handle = strict('Notification', this satisfies Offered) as unknown as Notification
  }

  show(): void {
    const { title, body } = this
    record('notification', { title, body })
    onPressedNotification(title, () => this.emit('click', preventable({})))
    if (!runtime().headless) this.#send()
    this.emit('show', preventable({}))
  }

  /** Where `notify-send` is missing nothing is shown, as on a desktop that has notifications switched off. */
  #send(): void {
    const words = ['--', this.title, this.body]
    const args = [`--app-name=${runtime().name}`, '--wait', '--action=default=Show', ...words]
    const child = spawn('notify-send', args, { stdio: ['ignore', 'pipe', 'ignore'] })
    const end = () => child.kill()
    process.once('exit', end)
    child.on('error', () => this.emit('failed', preventable({}), 'notify-send is missing'))
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString('utf8').trim() === 'default') this.emit('click', preventable({}))
    })
    child.on('close', () => {
      process.off('exit', end)
      this.emit('close', preventable({}))
    })
  }
}

type Offered = Pick<Notification, 'title' | 'body' | 'show'>

const statics = { isSupported: () => true } satisfies Pick<typeof Notification, 'isSupported'>

/** The notification class as the app sees it: each instance, and the class itself, throw on what is not offered. */
export const NotificationClass = new Proxy(NotificationStandIn, {
  construct: (_, [options]: [NotificationConstructorOptions?]) => new NotificationStandIn(options).handle,
  get: (_, property) => Reflect.get(strict('Notification', statics), property),
})
