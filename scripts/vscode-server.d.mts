export interface Version {
  readonly codeServer: string
  readonly node: string
}

export interface Installed {
  readonly node: string
  readonly main: string
}

export interface ServerOptions {
  readonly home?: string
  readonly settings?: Readonly<Record<string, unknown>>
  readonly env?: Readonly<Record<string, string>>
  readonly development?: boolean
  readonly unattended?: boolean
  readonly trust?: boolean
}

export interface VscodeServer {
  readonly address: string
  readonly port: number
  /** Where its settings and the extensions' storage are. */
  readonly data: string
  readonly extensions: string
  readonly closed: Promise<unknown>
  output(): string
  stop(): Promise<void>
}

export const VERSIONS: { readonly current: Version; readonly oldest: Version }
export function vscodeVersion(version: Version): string
export function installServer(options?: {
  readonly version?: Version
  readonly log?: (line: string) => void
}): Promise<Installed>
export function installExtension(installed: Installed, vsix: string, extensionsDir: string): Promise<string>
export function startServer(installed: Installed, options?: ServerOptions): Promise<VscodeServer>
export function writeSettings(data: string, settings: Readonly<Record<string, unknown>>): Promise<void>
