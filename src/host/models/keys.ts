import * as v from 'valibot'
import * as vscode from 'vscode'
import { addressFault, originOf } from '../../models/endpoint'
import type { Endpoint } from '../../models/source'

const NAME = 'secondThoughts.keys'

const stored = v.record(v.string(), v.string())

/**
 * The keys, in the editor's secret storage, each under the origin that it was entered for and given out for no other. An
 * empty one records that an origin needs none.
 */
export class Keys {
  readonly #secrets: vscode.SecretStorage

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets
  }

  /** Undefined where none has been entered for that address's origin. */
  async get(baseUrl: string): Promise<string | undefined> {
    const origin = originOf(baseUrl)
    return origin === null ? undefined : (await this.#all()).get(origin)
  }

  async set(baseUrl: string, key: string): Promise<void> {
    const origin = originOf(baseUrl)
    if (origin !== null) await this.#save((await this.#all()).set(origin, key))
  }

  async origins(): Promise<readonly string[]> {
    return [...(await this.#all()).keys()]
  }

  async forget(origins: readonly string[]): Promise<void> {
    const keys = await this.#all()
    for (const origin of origins) keys.delete(origin)
    await this.#save(keys)
  }

  async #all(): Promise<Map<string, string>> {
    const text = await this.#secrets.get(NAME)
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), stored), text)
    return new Map(parsed.success ? Object.entries(parsed.output) : [])
  }

  async #save(keys: ReadonlyMap<string, string>): Promise<void> {
    if (keys.size === 0) await this.#secrets.delete(NAME)
    else await this.#secrets.store(NAME, JSON.stringify(Object.fromEntries(keys)))
  }
}

/** Asks for the key of an endpoint and keeps it; false where the user went away. */
export async function enterKey(keys: Keys, endpoint: Endpoint): Promise<boolean> {
  const { name, baseUrl } = endpoint
  const origin = originOf(baseUrl)
  if (origin === null) return false
  const entered = await vscode.window.showInputBox({
    title: vscode.l10n.t('API key for {0}', name),
    prompt: vscode.l10n.t(
      'It is kept in the editor’s secret storage and sent to {0} alone. Leave it empty if that server needs none.',
      origin,
    ),
    password: true,
    ignoreFocusOut: true,
    validateInput: (key) => keyWarning(key.trim(), baseUrl),
  })
  if (entered === undefined) return false
  await keys.set(baseUrl, entered.trim())
  return true
}

function keyWarning(key: string, baseUrl: string): vscode.InputBoxValidationMessage | null {
  if (!/^[\x21-\x7e]*$/.test(key)) {
    const message = vscode.l10n.t('A key is one word of letters, digits and signs.')
    return { message, severity: vscode.InputBoxValidationSeverity.Error }
  }
  if (key === '' || addressFault(baseUrl) !== 'plain') return null
  const message = vscode.l10n.t('This address begins with http, so the key can be read on the way.')
  return { message, severity: vscode.InputBoxValidationSeverity.Warning }
}

/** Lets the user pick which keys to forget. */
export async function forgetKeys(keys: Keys): Promise<void> {
  const origins = await keys.origins()
  if (origins.length === 0) {
    vscode.window.showInformationMessage(vscode.l10n.t('No API key is kept.'))
    return
  }
  const chosen = await vscode.window.showQuickPick([...origins], {
    title: vscode.l10n.t('Forget the API keys of'),
    canPickMany: true,
  })
  if (chosen && chosen.length > 0) await keys.forget(chosen)
}
