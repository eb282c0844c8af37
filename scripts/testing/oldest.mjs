// The host suite in the oldest VS Code that package.json's `engines.vscode` admits.
import { VERSIONS } from '../vscode-server.mjs'
import host from './host.mjs'

export default (words) => host(words, VERSIONS.oldest)
