// Further real traces that are learnt from and never judged. Their texts are not part of the repository: sources.jsonl says
// in which public one each stands, and windows.jsonl holds the labels, as offsets.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { lines, root } from './traces.mjs'

/** `folder` holds checkouts, OWNER/NAME each, at the commits that sources.jsonl names. */
export function loadFurther(folder) {
  const traces = lines(path.join(root, 'scripts/reflection/sources.jsonl')).map(
    ({ id, repository, path: file, at }) => {
      const where = path.join(folder, repository, file)
      if (!existsSync(where)) throw new Error(`${where} is not there: check out the repositories of sources.jsonl`)
      return { id, thought: thoughtIn(valueAt(where, at)) }
    },
  )
  const windows = lines(path.join(root, 'scripts/reflection/windows.jsonl'))
  return { traces, regions: [], labelsOf: () => [], singles: [], windows }
}

/** `at`: a path of keys; the first one into JSON Lines is the line. */
function valueAt(file, at) {
  const text = readFileSync(file, 'utf8')
  if (!file.endsWith('.jsonl')) return at.reduce((value, key) => value[key], JSON.parse(text))
  const [line, ...keys] = at
  return keys.reduce((value, key) => value[key], JSON.parse(text.split('\n')[line]))
}

function thoughtIn(response) {
  const text = response.replaceAll('\r\n', '\n').split('<think>').at(-1)
  return text.split('</think>')[0].trim()
}
