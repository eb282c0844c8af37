// Logistic regression over hashed phrases, deterministic for a seed, and written in the form that
// src/reading/reflection/phrases.ts reads.
import { random } from './boost.mjs'

const ROUNDS = 8
const RATE = 0.1
const SHRINK = 3e-4

/** `rows`: the phrases of each place, as `phrasesOf` gives them; `yes`: 0 or 1 each; `weight`: each row's weight. */
export function fitPhrases({ TABLE, LEVELS, damping }, rows, yes, weight) {
  const next = random(3)
  const table = new Float32Array(TABLE)
  /** What each weight has moved so far: the more, the slower it moves. */
  const moved = new Float32Array(TABLE + 1).fill(1e-4)
  let bias = -2
  const order = rows.map((_, i) => i)
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, next)
    for (const i of order) learn(rows[i], yes[i], weight[i])
  }
  const level = table.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 31
  const characters = Array.from(table, (value) => LEVELS[Math.round(value / level) + 31])
  return `${bias.toFixed(3)} ${level.toFixed(5)} ${characters.join('')}`

  function learn(places, answer, importance) {
    const scales = places.map(damping)
    let logit = bias
    places.forEach((phrases, p) => {
      for (const at of phrases) logit += table[at] * scales[p]
    })
    const error = importance * (1 / (1 + Math.exp(-logit)) - answer)
    places.forEach((phrases, p) => {
      for (const at of phrases) {
        const slope = error * scales[p] + SHRINK * table[at]
        moved[at] += slope * slope
        table[at] -= (RATE * slope) / Math.sqrt(moved[at])
      }
    })
    moved[TABLE] += error * error
    bias -= (RATE * error) / Math.sqrt(moved[TABLE])
  }
}

function shuffle(order, next) {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    ;[order[i], order[j]] = [order[j], order[i]]
  }
}
