import type { LanguageFn } from 'highlight.js'

/** Each is a file of its own, loaded when the first code in it is seen. */
const GRAMMARS: Readonly<Record<string, () => Promise<{ readonly default: LanguageFn }>>> = {
  bash: () => import('highlight.js/lib/languages/bash'),
  c: () => import('highlight.js/lib/languages/c'),
  cpp: () => import('highlight.js/lib/languages/cpp'),
  csharp: () => import('highlight.js/lib/languages/csharp'),
  css: () => import('highlight.js/lib/languages/css'),
  diff: () => import('highlight.js/lib/languages/diff'),
  go: () => import('highlight.js/lib/languages/go'),
  haskell: () => import('highlight.js/lib/languages/haskell'),
  java: () => import('highlight.js/lib/languages/java'),
  json: () => import('highlight.js/lib/languages/json'),
  julia: () => import('highlight.js/lib/languages/julia'),
  kotlin: () => import('highlight.js/lib/languages/kotlin'),
  latex: () => import('highlight.js/lib/languages/latex'),
  lua: () => import('highlight.js/lib/languages/lua'),
  matlab: () => import('highlight.js/lib/languages/matlab'),
  php: () => import('highlight.js/lib/languages/php'),
  python: () => import('highlight.js/lib/languages/python'),
  r: () => import('highlight.js/lib/languages/r'),
  ruby: () => import('highlight.js/lib/languages/ruby'),
  rust: () => import('highlight.js/lib/languages/rust'),
  sql: () => import('highlight.js/lib/languages/sql'),
  swift: () => import('highlight.js/lib/languages/swift'),
  typescript: () => import('highlight.js/lib/languages/typescript'),
  xml: () => import('highlight.js/lib/languages/xml'),
  yaml: () => import('highlight.js/lib/languages/yaml'),
}

/** What models write after a fence, and VS Code's language ids. TypeScript's grammar reads JavaScript and JSX as well. */
const ALIASES: Readonly<Record<string, string>> = {
  'c++': 'cpp',
  'objective-c': 'c',
  cc: 'cpp',
  cs: 'csharp',
  'c#': 'csharp',
  golang: 'go',
  h: 'c',
  hpp: 'cpp',
  hs: 'haskell',
  html: 'xml',
  javascript: 'typescript',
  javascriptreact: 'typescript',
  jl: 'julia',
  js: 'typescript',
  json5: 'json',
  jsonc: 'json',
  jsx: 'typescript',
  kt: 'kotlin',
  mjs: 'typescript',
  patch: 'diff',
  postgresql: 'sql',
  py: 'python',
  python3: 'python',
  rb: 'ruby',
  rs: 'rust',
  scss: 'css',
  sh: 'bash',
  shell: 'bash',
  shellscript: 'bash',
  svg: 'xml',
  tex: 'latex',
  ts: 'typescript',
  tsx: 'typescript',
  typescriptreact: 'typescript',
  yml: 'yaml',
  zsh: 'bash',
}

/** The grammar's name, or null where there is none. `language` is in small letters. */
export function grammarName(language: string): string | null {
  const name = Object.hasOwn(ALIASES, language) ? ALIASES[language] : language
  return name !== undefined && Object.hasOwn(GRAMMARS, name) ? name : null
}

export async function loadGrammar(name: string): Promise<LanguageFn | null> {
  return (await GRAMMARS[name]?.())?.default ?? null
}
