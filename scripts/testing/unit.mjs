// The pure code, the models against servers on loopback, and the walls of the house. Nothing here may reach for `vscode`.
import { availableParallelism } from 'node:os'
import { runMocha } from './mocha.mjs'

export default (words) => runMocha('unit', words, { shards: availableParallelism() })
