throw new Error(
  "The module 'electron' was loaded by a test: only src/main/electron, src/main/index.ts and src/preload may import it.",
)
