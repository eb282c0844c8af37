// npm run --silent replay -- PATH…
//
// Reads recorded streams as the extension would: each is served on loopback and asked for through the SDK. A PATH is a
// recording or a folder of them; a recording is the body of a server-sent event stream, a `*.chunks.txt` with one JSON
// payload a line, or a whole JSON body. Prints one line of JSON for each.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import path from 'node:path'
import { openaiSource } from '../models/openai'
import type { Delta } from '../trace/delta'
import type { End } from '../trace/trace'
import { type Recording, recordingOf } from './recording'

interface Recorded extends Recording {
  /** Relative to the folder that was given. */
  readonly file: string
}

interface Result {
  readonly file: string
  readonly reasoning: readonly string[]
  readonly answer: string
  readonly reasoningTokens: number | null
  readonly end: string
  readonly error?: string
}

function filesIn(given: string): readonly { readonly file: string; readonly from: string }[] {
  if (!statSync(given).isDirectory()) return [{ file: path.basename(given), from: given }]
  return readdirSync(given, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(path.join(given, file)).isFile())
    .sort()
    .map((file) => ({ file: file.split(path.sep).join('/'), from: path.join(given, file) }))
}

function serve(recordings: readonly Recorded[]): Promise<Server> {
  const server = createServer((request, response) => {
    const recorded = recordings[Number(request.url?.split('/')[1])]
    response.writeHead(recorded ? 200 : 404, { 'content-type': recorded?.contentType ?? 'text/plain' })
    response.end(recorded?.body)
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

async function replay(recorded: Recorded, index: number, port: number): Promise<Result> {
  const never = Number.POSITIVE_INFINITY
  const source = openaiSource({
    endpoint: { name: 'recorded', baseUrl: `http://127.0.0.1:${port}/${index}`, api: recorded.api },
    apiKey: undefined,
    limits: { firstToken: never, idle: never, total: never },
    now: () => performance.now(),
  })
  const request = { model: 'recorded', prompt: { instructions: '', input: 'replay' } }
  const deltas: Delta[] = []
  for await (const delta of source.stream(request, new AbortController().signal)) deltas.push(delta)
  return resultOf(recorded.file, deltas)
}

function resultOf(file: string, deltas: readonly Delta[]): Result {
  let reasoningTokens: number | null = null
  let end = 'cut'
  let error: string | undefined
  for (const delta of deltas) {
    if (delta.type === 'usage') reasoningTokens = delta.usage.reasoning ?? reasoningTokens
    else if (delta.type === 'end') {
      end = isFiltered(delta.end) ? 'cut' : delta.end.type
      if (delta.end.type === 'failed') error = `${delta.end.reason}: ${delta.end.detail}`
    }
  }
  return { file, ...textsOf(deltas), reasoningTokens, end, ...(error !== undefined && { error }) }
}

function textsOf(deltas: readonly Delta[]): Pick<Result, 'reasoning' | 'answer'> {
  const reasoning: string[] = []
  let answer = ''
  /** The next characters of the thought belong to its last part. */
  let open = false
  for (const delta of deltas) {
    if (delta.type === 'text' && delta.text === 'answer') {
      answer += delta.chars
      open = false
    } else if (delta.type === 'text') {
      if (reasoning.length > 0 && (open || delta.goesOn)) reasoning[reasoning.length - 1] += delta.chars
      else reasoning.push(delta.chars)
      open = true
    } else if (delta.type === 'refile') {
      reasoning.push(answer)
      answer = ''
      open = true
    } else if (delta.type === 'part') open = false
  }
  return { reasoning, answer }
}

/** A filter's finish reason: what came stops short, and nothing failed. With words of its own it is an error. */
function isFiltered(end: End): boolean {
  return end.type === 'failed' && end.reason === 'content-filter' && end.detail === ''
}

async function main(paths: readonly string[]): Promise<void> {
  const recordings = paths.flatMap(filesIn).flatMap(({ file, from }) => {
    const recording = recordingOf(file, readFileSync(from))
    return recording ? [{ file, ...recording }] : []
  })
  if (recordings.length === 0) throw new Error('usage: npm run --silent replay -- PATH…  (no recording was found)')
  const server = await serve(recordings)
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  try {
    for (const [index, recorded] of recordings.entries()) {
      process.stdout.write(`${JSON.stringify(await replay(recorded, index, port))}\n`)
    }
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
