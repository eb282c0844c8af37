import { spawnSync } from 'node:child_process'
import { transform } from 'esbuild'

/** Runs a module, and gives what `shape` takes of its exports. */
export async function runModule<T>(
  source: string,
  language: 'ts' | 'js',
  shape: (exports: Readonly<Record<string, unknown>>) => T,
): Promise<T> {
  const { code } = await transform(source, { loader: language, format: 'esm' })
  return shape(await import(`data:text/javascript,${encodeURIComponent(code)}`))
}

/**
 * A Python function as JavaScript: only what the sample is written in, and an error at any line beyond it. It lets the
 * fixed Python run where there is no Python.
 */
export function pythonAsJavaScript(source: string, name: string): string {
  const lines = source.split('\n')
  const first = lines.findIndex((line) => line.startsWith(`def ${name}(`))
  if (first < 0) throw new Error(`there is no ${name}`)
  const output: string[] = []
  const open: number[] = []
  for (const [i, line] of lines.slice(first).entries()) {
    const text = line.trim()
    const depth = line.length - line.trimStart().length
    if (text === '' || text.startsWith('"""')) continue
    if (i > 0 && depth === 0) break
    while (depth <= (open.at(-1) ?? -1)) {
      open.pop()
      output.push('}')
    }
    output.push(statement(text))
    if (text.endsWith(':')) open.push(depth)
  }
  return [...output, ...open.map(() => '}')].join('\n')
}

const STATEMENTS: readonly (readonly [RegExp, (...parts: readonly string[]) => string])[] = [
  [/^def (\w+)\(([\w, ]*)\):$/, (name, parameters) => `function ${name}(${parameters}) {`],
  [/^for (\w+, \w+) in (.+):$/, (names, list = '') => `for (const [${names}] of ${expression(list)}) {`],
  [/^if (\w+) and (.+):$/, (list, test = '') => `if (${list}.length > 0 && (${expression(test)})) {`],
  [/^if (.+):$/, (test = '') => `if (${expression(test)}) {`],
  [/^else:$/, () => 'else {'],
  [/^return (.+)$/, (value = '') => `return ${expression(value)}`],
  [/^(\w+) = (\[\])$/, (name, value) => `const ${name} = ${value}`],
  [/^(\w+) = (\w+)$/, (name, value) => `${name} = ${value}`],
  [/^(\w+\[.+\]) = (.+)$/, (place = '', value = '') => `${expression(place)} = ${expression(value)}`],
  [/^(\w+\.append\(.+\))$/, (call = '') => expression(call)],
]

function statement(text: string): string {
  for (const [form, write] of STATEMENTS) {
    const found = form.exec(text)
    if (found) return write(...found.slice(1))
  }
  throw new Error(`cannot read the Python line: ${text}`)
}

function expression(text: string): string {
  return text
    .replaceAll('[-1]', '.at(-1)')
    .replaceAll('.append(', '.push(')
    .replaceAll('max(', 'Math.max(')
    .replace(/\bsorted\((\w+)\)/g, '[...$1].sort((a, b) => a[0] - b[0] || a[1] - b[1])')
}

/** What the expression gives in Python after the module has run, or null where this machine has no Python 3. */
export function runPython(source: string, expressionText: string): unknown {
  const program = `__name__ = "sample"\n${source}\nimport json\nprint(json.dumps(${expressionText}))\n`
  const { status, stdout, stderr, error } = spawnSync('python3', ['-c', program], { encoding: 'utf8' })
  if (error) return null
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}
