import type { z } from 'zod'
import type { ProviderResult } from '../provider.ts'
import { failed } from './failure.ts'
import type { HttpAnswer } from './http-client.ts'

/** Reads a successful answer's body by its schema; BAD_RESPONSE (with a possible effect for a create) when it does not fit. */
export function checked<T>(
  schema: z.ZodType<T>,
  body: unknown,
  answer: Pick<HttpAnswer, 'status'>,
  creates: boolean,
): ProviderResult<T> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return { ok: true, value: parsed.data }
  return unreadable(answer, creates)
}

/** An answer that succeeded but says nothing that can be relied upon. */
export function unreadable(answer: Pick<HttpAnswer, 'status'>, creates: boolean) {
  return failed('BAD_RESPONSE', { effect: creates ? 'possible' : 'none', httpStatus: answer.status })
}
