import type { HttpAnswer } from '../http/http-client.ts'
import type { OxapayRequest } from './dialect.ts'

/** One exchange with OxaPay, and what its answers mean. */
export interface OxapayCall {
  readonly request: OxapayRequest
  readonly creates: boolean
  readonly missing: 'LINK_NOT_FOUND' | 'REQUEST_REFUSED'
}

/** What OxaPay answered, with the secrets that must not be kept of it. */
export interface OxapayAnswer {
  readonly answer: HttpAnswer
  readonly secrets: readonly string[]
  /** True when the key was the sandbox's own. */
  readonly sandboxKey: boolean
}
