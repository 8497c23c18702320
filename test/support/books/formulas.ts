/** The signs a formula begins with in one spreadsheet or another: plain, wide, small, raised, lowered. */
export const FORMULA_SIGNS = '=＝﹦⁼₌+＋﹢⁺₊-－﹣⁻₋−@＠﹫'

/** What a spreadsheet may pass over before it looks for a formula. */
export const PASSED_OVER: readonly string[] = [
  ' ',
  '\u00a0',
  '\u3000',
  '\u2009',
  '\u200b',
  '\u200f',
  '\u202e',
  '\u2066',
  '\ufeff',
  '\u00ad',
  '\u2060',
  '\u3164',
  '\ufe0f',
  '\u0301',
  '\u0001',
  '\ue000',
  '"',
  '""',
  ' " ',
]
