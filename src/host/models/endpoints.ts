import * as v from 'valibot'
import { type AddressFault, addressFault } from '../../models/endpoint'
import type { Endpoint } from '../../models/source'

/** An entry of the setting that cannot be used, and why. */
export interface EndpointFault {
  /** Counted from one, as a person counts in the settings file. */
  readonly number: number
  readonly fault: Exclude<AddressFault, 'plain'> | 'shape'
}

export interface Endpoints {
  readonly usable: readonly Endpoint[]
  readonly faults: readonly EndpointFault[]
}

const entry = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
  baseUrl: v.pipe(v.string(), v.trim()),
  api: v.picklist(['responses', 'chat']),
  background: v.exactOptional(v.boolean()),
  body: v.exactOptional(v.record(v.string(), v.unknown())),
})

/** Reads the setting `secondThoughts.endpoints`. Of two entries with one name the first counts. */
export function readEndpoints(value: unknown): Endpoints {
  const usable = new Map<string, Endpoint>()
  const faults: EndpointFault[] = []
  for (const [index, item] of (Array.isArray(value) ? value : []).entries()) {
    const parsed = v.safeParse(entry, item)
    const fault = parsed.success ? addressFault(parsed.output.baseUrl) : 'shape'
    if (fault !== null && fault !== 'plain') faults.push({ number: index + 1, fault })
    else if (parsed.success && !usable.has(parsed.output.name)) usable.set(parsed.output.name, parsed.output)
  }
  return { usable: [...usable.values()], faults }
}
