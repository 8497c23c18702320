/** How long a stretch of days a matrix has. */
export const MATRIX_SPANS = ['month', 'quarter', 'year'] as const
export type MatrixSpan = (typeof MATRIX_SPANS)[number]
