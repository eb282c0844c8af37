// What all groups need, made ready once: the build as it is packaged, Chromium, and VS Code's server.
import { build } from '../build.mjs'
import { findChromium } from '../chromium.mjs'
import { installServer } from '../vscode-server.mjs'

build('--production')
findChromium()
await installServer()
