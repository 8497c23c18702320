import { ipcMain } from 'electron'
import { CALL_CHANNEL, EVENT_CHANNEL } from '../../shared/contract/plain/bridge.ts'
import type { WindowRole } from '../../shared/contract/plain/rights.ts'
import type { Sender } from '../ipc/router/sender.ts'
import { describeSender } from './sender.ts'
import { windowsOf } from './windows/open-windows.ts'

/** Answers a call with an envelope; must not reject. */
export type AnswerCall = (sender: Sender, route: unknown, input: unknown) => Promise<unknown>

/** Connects the one request channel to the router. */
export function listenForCalls(answer: AnswerCall): void {
  ipcMain.handle(CALL_CHANNEL, (event, route: unknown, input: unknown) =>
    answer(describeSender(event), route, input),
  )
}

/** Sends an event to every open window of this kind. */
export function publish(event: unknown, role: WindowRole): void {
  for (const window of windowsOf(role)) {
    if (!window.isDestroyed() && !window.webContents.isDestroyed())
      window.webContents.send(EVENT_CHANNEL, event)
  }
}
