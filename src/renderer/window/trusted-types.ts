interface Factory {
  createPolicy(name: string, rules: { createHTML(html: string): string }): unknown
}

/**
 * Lets a page part be emptied through `innerHTML`, which react-aria's announcer does, and nothing else be written so.
 *
 * The content policy asks for trusted types and allows this one policy; any HTML that is not empty throws.
 */
export function allowOnlyEmptyHtml(): void {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes
  factory?.createPolicy('default', {
    createHTML(html) {
      if (html !== '') throw new TypeError('this window takes no HTML')
      return html
    },
  })
}
