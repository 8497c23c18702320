import type { ProviderId } from '../../app.ts'
import { daisyWire } from './daisy.ts'
import { ocpayWire } from './ocpay.ts'
import { oneshotpayWire } from './oneshotpay.ts'
import { oxapayWire } from './oxapay.ts'
import type { WireMaker } from './wire.ts'

const WIRES: Readonly<Record<ProviderId, WireMaker>> = {
  daisy: daisyWire,
  ocpay: ocpayWire,
  oneshotpay: oneshotpayWire,
  oxapay: oxapayWire,
}

/** How the links of a provider are made and answer. */
export function wireOf(provider: ProviderId): WireMaker {
  return WIRES[provider]
}
