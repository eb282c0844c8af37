/**
 * The languages that have colours. Their grammars are one file with the highlighter, loaded when the first code is seen:
 * apart they would weigh half as much again.
 */
const GRAMMARS = [
  'bash',
  'cpp',
  'csharp',
  'diff',
  'go',
  'haskell',
  'java',
  'json',
  'julia',
  'kotlin',
  'latex',
  'lua',
  'python',
  'r',
  'ruby',
  'rust',
  'sql',
  'typescript',
  'xml',
  'yaml',
] as const
export type Grammar = (typeof GRAMMARS)[number]

/** What models write after a fence, and VS Code's language ids. Some grammars read more than the language of their name. */
const ALIASES: Readonly<Record<string, Grammar>> = {
  'c++': 'cpp',
  c: 'cpp',
  cc: 'cpp',
  cs: 'csharp',
  'c#': 'csharp',
  golang: 'go',
  h: 'cpp',
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
export function grammarOf(language: string): Grammar | null {
  if (Object.hasOwn(ALIASES, language)) return ALIASES[language] ?? null
  return GRAMMARS.find((name) => name === language) ?? null
}
