import assert from 'node:assert/strict'
import { readEndpoints } from '../../../src/host/models/endpoints'

const GOOD = { name: 'Mine', baseUrl: 'https://models.example/v1', api: 'chat' }

describe('the endpoints in the settings', () => {
  it('are taken as they stand', () => {
    assert.deepEqual(readEndpoints([GOOD]), { usable: [GOOD], faults: [] })
  })

  it('may be kept by the provider, and send what the user wants sent', () => {
    const long = { ...GOOD, api: 'responses', background: true, body: { service_tier: 'flex' } }
    assert.deepEqual(readEndpoints([long]).usable, [long])
  })

  it('may speak plain http: the user is warned where it matters', () => {
    assert.equal(readEndpoints([{ ...GOOD, baseUrl: 'http://gpu.example:8000/v1' }]).usable.length, 1)
  })

  for (const [fault, entry] of [
    ['shape', { name: 'Mine' }],
    ['shape', null],
    ['shape', { ...GOOD, api: 'telnet' }],
    ['not-a-url', { ...GOOD, baseUrl: 'models.example' }],
    ['not-http', { ...GOOD, baseUrl: 'file:///etc/passwd' }],
    ['user-info', { ...GOOD, baseUrl: 'https://me:secret@models.example/v1' }],
  ] as const) {
    it(`are left out with their reason: ${fault} in ${JSON.stringify(entry)}`, () => {
      assert.deepEqual(readEndpoints([GOOD, entry]), { usable: [GOOD], faults: [{ number: 2, fault }] })
    })
  }

  it('keep the first of two that have one name', () => {
    assert.deepEqual(readEndpoints([GOOD, { ...GOOD, api: 'responses' }]).usable, [GOOD])
  })

  it('are none where the setting is no list', () => {
    assert.deepEqual(readEndpoints('https://models.example'), { usable: [], faults: [] })
  })

  it('drop what else stands in an entry', () => {
    assert.deepEqual(readEndpoints([{ ...GOOD, apiKey: 'sk-secret' }]).usable, [GOOD])
  })
})
