import type { Problem } from '../../trace/trace'
import { failed } from '../errors'
import { openaiSource } from '../openai'
import { pause } from '../retry'
import type { ModelSource } from '../source'
import { findRecording } from './match'
import type { Recording } from './recording'
import { recordings } from './recordings'
import { type Frame, framesOf, tokens } from './wire'

/** What the recorded model is called wherever it shows. */
export const RECORDED_ENDPOINT = 'Recorded (demo)'

export const RECORDED_MODELS: readonly string[] = ['samples']

export interface RecordedSourceOptions {
  readonly problem: Problem
  /** 1 is the pace of a model, 2 twice as fast, 0 at once. */
  readonly speed: number
  /** A clock, ms. */
  readonly now: () => number
  /** Those of the samples unless a test brings its own. */
  readonly recordings?: readonly Recording[]
}

/** The recording that stands for this problem, or null: the recorded model knows the samples alone. */
export function recordingFor(problem: Problem, all: readonly Recording[] = recordings()): Recording | null {
  return findRecording(problem, all)
}

/**
 * A model without key and network, for the samples. It goes the whole way of a real one: the SDK sends a request, and
 * where the network would be the recording is served as the bytes of server-sent events at the pace of a model.
 */
export function recordedSource({ problem, speed, now, recordings: all }: RecordedSourceOptions): ModelSource {
  const recording = recordingFor(problem, all)
  if (!recording) {
    return {
      async *stream() {
        yield { type: 'end', end: failed('unknown-problem'), at: 0 }
      },
    }
  }
  return openaiSource({
    endpoint: {
      name: RECORDED_ENDPOINT,
      baseUrl: 'http://recorded.localhost/v1',
      api: recording.api === 'responses' ? 'responses' : 'chat',
    },
    apiKey: undefined,
    limits: { firstToken: Number.POSITIVE_INFINITY, idle: Number.POSITIVE_INFINITY, total: Number.POSITIVE_INFINITY },
    now,
    fetch: async (_url, init) => {
      const asked = typeof init?.body === 'string' ? tokens(init.body).length : 0
      return new Response(
        sseBody(framesOf(recording, asked), speed, now, init?.signal ?? new AbortController().signal),
        {
          headers: { 'content-type': 'text/event-stream' },
        },
      )
    },
  })
}

/** The frames as bytes, each when its time has come; those that are due together go together. */
function sseBody(
  frames: readonly Frame[],
  speed: number,
  now: () => number,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let next = 0
  let due = now()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      let batch = ''
      for (let frame = frames[next]; frame && !signal.aborted; frame = frames[++next]) {
        const frameDue = speed > 0 ? due + frame.delay / speed : due
        if (frameDue > now()) {
          if (batch !== '') break
          await pause(frameDue - now(), signal)
        }
        due = frameDue
        batch += `data: ${JSON.stringify(frame.data)}\n\n`
      }
      if (signal.aborted) controller.error(signal.reason)
      else if (batch !== '') controller.enqueue(encoder.encode(batch))
      else {
        controller.enqueue(encoder.encode('data: [DONE]\n\n'))
        controller.close()
      }
    },
  })
}
