// The screens take what they write from this folder; the same amounts and times stand in the notifications.
export * from '../../shared/words/format.ts'
