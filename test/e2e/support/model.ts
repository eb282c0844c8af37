import type { ServerResponse } from 'node:http'
import { chunk } from '../../unit/models/support/read'
import { closeServers, type Loopback, listen, SSE, sse } from '../../unit/models/support/server'

/** A model server on loopback that thinks what a test says, when the test says it. */
export class HeldModel {
  readonly #answers: ServerResponse[] = []
  #server: Loopback | null = null

  async start(): Promise<void> {
    this.#server = await listen((response) => {
      response.writeHead(200, SSE)
      this.#answers.push(response)
    })
  }

  stop(): void {
    closeServers()
  }

  /** The settings that send every question here. */
  get settings(): Readonly<Record<string, unknown>> {
    return {
      'secondThoughts.endpoints': [{ name: 'Held', baseUrl: this.#server?.baseUrl, api: 'chat' }],
      'secondThoughts.endpoint': 'Held',
      'secondThoughts.model': 'thinker',
    }
  }

  /** How many questions have come. */
  get asked(): number {
    return this.#answers.length
  }

  /** How many of them are still being answered. */
  get open(): number {
    return this.#server?.open() ?? 0
  }

  /** Adds to the thought about the question of that number, from 0. */
  think(index: number, words: string): void {
    this.#answers[index]?.write(sse(chunk({ reasoning_content: words })))
  }

  /** Answers it and ends. */
  answer(index: number, words: string): void {
    this.#answers[index]?.end(sse(chunk({ content: words }, 'stop'), '[DONE]'))
  }
}
