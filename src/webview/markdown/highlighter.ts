import type { Root } from 'hast'
import type { LanguageFn } from 'highlight.js'
import bash from 'highlight.js/lib/languages/bash'
import cpp from 'highlight.js/lib/languages/cpp'
import csharp from 'highlight.js/lib/languages/csharp'
import diff from 'highlight.js/lib/languages/diff'
import go from 'highlight.js/lib/languages/go'
import haskell from 'highlight.js/lib/languages/haskell'
import java from 'highlight.js/lib/languages/java'
import json from 'highlight.js/lib/languages/json'
import julia from 'highlight.js/lib/languages/julia'
import kotlin from 'highlight.js/lib/languages/kotlin'
import latex from 'highlight.js/lib/languages/latex'
import lua from 'highlight.js/lib/languages/lua'
import python from 'highlight.js/lib/languages/python'
import r from 'highlight.js/lib/languages/r'
import ruby from 'highlight.js/lib/languages/ruby'
import rust from 'highlight.js/lib/languages/rust'
import sql from 'highlight.js/lib/languages/sql'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'
import { createLowlight } from 'lowlight'
import type { Grammar } from './languages'

const GRAMMARS: Readonly<Record<Grammar, LanguageFn>> = {
  bash,
  cpp,
  csharp,
  diff,
  go,
  haskell,
  java,
  json,
  julia,
  kotlin,
  latex,
  lua,
  python,
  r,
  ruby,
  rust,
  sql,
  typescript,
  xml,
  yaml,
}

const lowlight = createLowlight(GRAMMARS)

/** The code as a tree of classes; as text alone where the grammar fails on it. */
export function highlight(grammar: Grammar, source: string): Root {
  try {
    return lowlight.highlight(grammar, source)
  } catch {
    return { type: 'root', children: [{ type: 'text', value: source }] }
  }
}
