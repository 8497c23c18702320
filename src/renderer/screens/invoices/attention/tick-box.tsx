import { Check, Minus } from 'lucide-react'

/** A tick as it is drawn in a row or over all of them; what it stands for is told beside it, or by the row. */
export function TickBox({ state }: { readonly state: boolean | 'mixed' }) {
  return (
    <span aria-hidden="true" className={state === false ? 'attention-box' : 'attention-box attention-box-on'}>
      {state === true && <Check size={12} strokeWidth={3} />}
      {state === 'mixed' && <Minus size={12} strokeWidth={3} />}
    </span>
  )
}
