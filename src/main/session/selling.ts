import { type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import type { Invoicing } from '../invoicing/invoicing.ts'
import type { StandingLinks } from '../invoicing/standing-links.ts'
import type { SaleImports } from './imports.ts'

/** Whether this till sells: lets sales and links be made, or refuses them, and knows those under way. */
export interface Selling {
  /** The book has moved to another computer, and nothing is sold here. */
  isOver(): boolean
  /** Does what makes a sale or a link; MOVED where nothing is sold. */
  during<T>(make: () => Promise<Result<T>>): Promise<Result<T>>
  /** Resolves when all that had begun by now has ended. */
  whenIdle(): Promise<void>
}

/** Makes it; `isOver` is asked before each. */
export function createSelling(isOver: () => boolean): Selling {
  const underWay = new Set<Promise<unknown>>()
  return {
    isOver,
    async during(make) {
      if (isOver()) return refuse('MOVED')
      const made = make()
      underWay.add(made)
      return made.finally(() => underWay.delete(made))
    },
    async whenIdle() {
      await Promise.allSettled(underWay)
    },
  }
}

/** The use cases of a sale, of which those that ask for money are refused where nothing is sold. */
export function sellingOnly(invoicing: Invoicing, selling: Selling): Invoicing {
  return {
    ...invoicing,
    create: (sale) => selling.during(() => invoicing.create(sale)),
    relink: (id) => selling.during(() => invoicing.relink(id)),
    linkForRemainder: (id) => selling.during(() => invoicing.linkForRemainder(id)),
  }
}

/** The same for links that stay. */
export function standingOnly(links: StandingLinks, selling: Selling): StandingLinks {
  return { ...links, make: (input) => selling.during(() => links.make(input)) }
}

/** Imports, of which what writes sales is refused where nothing is sold: they would be of this computer's copy alone. */
export function importsOnly(imports: SaleImports, selling: Selling): SaleImports {
  return {
    ...imports,
    begin: (asked) => selling.during(() => imports.begin(asked)),
    take: (importId, sales) => selling.during(() => imports.take(importId, sales)),
    undo: (importId, asked) => selling.during(() => imports.undo(importId, asked)),
  }
}
