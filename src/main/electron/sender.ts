import type { Sender } from '../ipc/router/sender.ts'

/** The few things of Electron's event that are read, at once, because the frame may go at any moment. */
export interface SenderEvent {
  readonly sender: { readonly id: number }
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null
}

/** Describes the sender of a call in plain values; the address is empty when the frame has gone. */
export function describeSender(event: SenderEvent): Sender {
  const frame = event.senderFrame
  return {
    webContentsId: event.sender.id,
    url: frame?.url ?? '',
    isMainFrame: frame !== null && frame.parent === null,
    frameMissing: frame === null,
  }
}
