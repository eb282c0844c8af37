import assert from 'node:assert/strict'
import fc from 'fast-check'
import { clean, failureInBody, failureOf, ModelError } from '../../../src/models/errors'

const status = (code: number, message = '', error: object = {}) =>
  Object.assign(new Error(`${code} ${message}`), { status: code, error: { message, ...error } })
const cause = (code: string, message = '') =>
  Object.assign(new Error('Connection error.'), {
    cause: Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(message), { code }) }),
  })

const REASONS: readonly (readonly [string, unknown, string])[] = [
  ['401', status(401), 'unauthorized'],
  ['402', status(402, 'Insufficient balance'), 'no-credit'],
  ['403', status(403), 'forbidden'],
  ['404 that names the model', status(404, 'The model `x` does not exist'), 'model-not-found'],
  ['404 with its code', status(404, '', { code: 'model_not_found' }), 'model-not-found'],
  ['400 that names the model', status(400, 'Model Not Exist'), 'model-not-found'],
  [
    '400 about a parameter',
    status(400, "Unsupported parameter: 'temperature' is not supported with this model."),
    'bad-request',
  ],
  ['404 of something else', status(404, '<html><body>Not Found</body></html>'), 'not-an-api'],
  ['405', status(405), 'not-an-api'],
  ['407', status(407), 'proxy'],
  ['422', status(422), 'bad-request'],
  ['429', status(429), 'rate-limited'],
  ['429 of an account without credit', status(429, 'Quota', { code: 'insufficient_quota' }), 'no-credit'],
  ['400 of one whose limit is reached', status(400, '', { code: 'billing_hard_limit_reached' }), 'no-credit'],
  ['500', status(500), 'server-error'],
  ['529', status(529, 'Overloaded'), 'server-error'],
  ['Azure’s filter', status(400, '', { code: 'content_filter' }), 'content-filter'],
  ['an unknown host', cause('ENOTFOUND'), 'unknown-host'],
  ['a name server that is away', cause('EAI_AGAIN'), 'unknown-host'],
  ['a closed port', cause('ECONNREFUSED'), 'refused-connection'],
  [
    'a port that fetch does not ask',
    new TypeError('fetch failed', { cause: new Error('bad port') }),
    'refused-connection',
  ],
  ['an unreachable network', cause('ENETUNREACH'), 'refused-connection'],
  ['a self-signed certificate', cause('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'), 'tls'],
  ['a corporate certificate', cause('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'), 'tls'],
  ['an expired certificate', cause('CERT_HAS_EXPIRED'), 'tls'],
  ['a server without TLS', cause('ERR_SSL_WRONG_VERSION_NUMBER'), 'tls'],
  ['a proxy', cause('UND_ERR_ABORTED', 'Proxy response (407) !== 200 when HTTP Tunneling'), 'proxy'],
  ['a redirect', cause('', 'unexpected redirect'), 'redirected'],
  ['a reset', cause('ECONNRESET'), 'connection-lost'],
  [
    'a body that breaks off',
    Object.assign(new TypeError('terminated'), {
      cause: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }),
    }),
    'connection-lost',
  ],
  ['the platform’s wait for headers', cause('UND_ERR_HEADERS_TIMEOUT'), 'first-token-timeout'],
  ['the platform’s wait for more', cause('UND_ERR_BODY_TIMEOUT'), 'idle-timeout'],
  ['something that is no HTTP', cause('HPE_INVALID_CONSTANT'), 'not-an-api'],
  [
    'several addresses refused',
    Object.assign(new Error(), {
      cause: new AggregateError([Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })]),
    }),
    'refused-connection',
  ],
  ['what is known on the spot', new ModelError('too-large'), 'too-large'],
  ['nothing known', new Error('?'), 'unknown'],
  ['no error at all', undefined, 'unknown'],
  [
    'a cause that is its own',
    (() => {
      const e: { cause?: unknown } = {}
      e.cause = e
      return e
    })(),
    'unknown',
  ],
]

describe('a failure', () => {
  for (const [name, thrown, reason] of REASONS) {
    it(`has the reason ${reason}: ${name}`, () => assert.equal(failureOf(thrown, []).reason, reason))
  }

  it('keeps the server’s own words, in short, on one line, without markup', () => {
    assert.equal(failureOf(status(400, 'Bad\n  thing'), []).detail, 'Bad thing')
    assert.equal(
      failureOf(status(502, '<html><style>p{}</style><h1>Bad gateway</h1></html>'), []).detail,
      'Bad gateway',
    )
    assert.equal(failureOf(status(500, 'x'.repeat(5000)), []).detail.length, 300)
    assert.equal(
      failureOf(cause('ENOTFOUND', 'getaddrinfo ENOTFOUND nowhere'), []).detail,
      'ENOTFOUND: getaddrinfo ENOTFOUND nowhere',
    )
  })

  it('costs no more for blanks than for words', () => {
    for (let i = 0; i < 20; i++) assert.equal(clean(`a${' '.repeat(60_000)}b`, []), 'a b')
  })

  it('drops terminal sequences and direction marks', () => {
    assert.equal(clean('a\u001b[31mb\u202ec\u2066d\u0007\u{e0041}', []), 'a [31mb c d')
  })

  const KEY = 'sentinel-key-4f9a8b7c6d5e'
  it('never shows the key, whole, encoded or in part', () => {
    for (const text of [
      `key ${KEY} is wrong`,
      `?k=${encodeURIComponent(KEY)}`,
      `key ${KEY.slice(0, 14)}… is wrong`,
      `{"key":"${KEY}"}`,
    ]) {
      const shown = failureOf(status(401, text), [KEY]).detail
      assert.ok(!shown.includes(KEY.slice(0, 9)), shown)
    }
    fc.assert(
      fc.property(
        fc.string({ minLength: 5, maxLength: 40, unit: fc.constantFrom('a', 'B', '7', '-', '_', '+', '/', '%') }),
        fc.string(),
        fc.string(),
        (key, before, after) => {
          assert.ok(!clean(`${before}${key}${after}`, [key]).includes(key))
        },
      ),
    )
  })

  it('never shows what looks like a key, whosever it is', () => {
    for (const key of [
      'sk-proj-abcdefgh12345',
      'sk-abc***********wxyz',
      'gsk_abcdefgh1234',
      'xai-abcdefgh1234',
      'hf_abcdefgh1234',
      'AIzaSyA1234567890abc',
    ]) {
      assert.ok(!clean(`Incorrect API key provided: ${key}. Look it up.`, []).includes(key.slice(0, 6)), key)
    }
    assert.ok(!clean('Authorization: Bearer abc.def-123', []).includes('abc'))
  })

  it('inside a stream is read in any shape', () => {
    const shapes: readonly (readonly [unknown, string, string])[] = [
      [{ error: { message: 'a', type: 'authentication_error' } }, 'unauthorized', 'a'],
      [{ message: 'a', code: 'model_not_found' }, 'model-not-found', 'a'],
      [[{ error: { message: 'a', status: 'UNAVAILABLE' } }], 'server-error', 'a'],
      ['a', 'server-error', 'a'],
      [{ error: { code: 'insufficient_quota' } }, 'no-credit', '{"code":"insufficient_quota"}'],
      [{}, 'server-error', ''],
      [null, 'server-error', ''],
    ]
    for (const [body, reason, detail] of shapes)
      assert.deepEqual(failureInBody(body), { type: 'failed', reason, detail })
  })
})
