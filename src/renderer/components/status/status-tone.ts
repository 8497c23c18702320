import {
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleSlash,
  Hourglass,
  type LucideIcon,
  OctagonX,
  PencilLine,
  TimerOff,
  TriangleAlert,
  Undo2,
} from 'lucide-react'
import type { InvoiceStatus } from '../../../shared/status/status.ts'

/** The colour family of a status; each has its own token in both themes. */
export type Tone = 'waiting' | 'paid' | 'attention' | 'failed' | 'unknown' | 'quiet'

interface Look {
  readonly tone: Tone
  readonly shape: LucideIcon
}

/** The colour and the shape of each status; the word comes from the catalogue. */
export const STATUS_LOOK: Readonly<Record<InvoiceStatus, Look>> = {
  draft: { tone: 'quiet', shape: PencilLine },
  creating: { tone: 'waiting', shape: CircleDashed },
  unknown: { tone: 'unknown', shape: CircleHelp },
  open: { tone: 'waiting', shape: Hourglass },
  confirming: { tone: 'waiting', shape: CircleDashed },
  underpaid: { tone: 'attention', shape: TriangleAlert },
  paid: { tone: 'paid', shape: CircleCheck },
  overpaid: { tone: 'attention', shape: TriangleAlert },
  paid_late: { tone: 'paid', shape: CircleCheck },
  expired: { tone: 'quiet', shape: TimerOff },
  failed: { tone: 'failed', shape: OctagonX },
  abandoned: { tone: 'quiet', shape: CircleSlash },
  refunded: { tone: 'quiet', shape: Undo2 },
}
