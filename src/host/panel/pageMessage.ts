import * as v from 'valibot'
import { ACTIONS, MAX_ADDRESS, MAX_PATH, type PageMessage } from '../../protocol'

/** The ids of traces and of marks in them are a few characters; longer ones name nothing. */
const MAX_ID = 64

const line = v.pipe(v.number(), v.integer(), v.minValue(1))

/** Everything that comes from the page is checked against this; anything else is dropped. */
export const pageMessage: v.GenericSchema<unknown, PageMessage> = v.variant('type', [
  v.strictObject({ type: v.literal('ready') }),
  v.strictObject({ type: v.literal('action'), action: v.picklist(ACTIONS) }),
  v.strictObject({ type: v.literal('open-link'), href: v.pipe(v.string(), v.maxLength(MAX_ADDRESS)) }),
  v.strictObject({
    type: v.literal('open-file'),
    path: v.pipe(v.string(), v.maxLength(MAX_PATH)),
    line: v.optional(line),
  }),
  v.strictObject({ type: v.literal('dismiss'), id: v.pipe(v.string(), v.maxLength(MAX_ID)), dismissed: v.boolean() }),
  v.strictObject({ type: v.literal('seen'), traceId: v.pipe(v.string(), v.maxLength(MAX_ID)) }),
])
