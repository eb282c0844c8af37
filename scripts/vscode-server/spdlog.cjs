// In the place of @vscode/spdlog, a native module: loggers that write their files as the server expects them, without
// rotation. Synchronous, since a log is read after a crash.
const { appendFileSync, mkdirSync } = require('node:fs')
const path = require('node:path')

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical']
const lines = (level) => (text) => `${new Date().toISOString().replace('T', ' ').replace('Z', '')} [${level}] ${text}\n`

class Logger {
  constructor(_type, _name, file) {
    this.file = file
    this.level = 2
    this.raw = false
    for (const [rank, level] of LEVELS.entries()) {
      this[level] = (text) => {
        if (rank >= this.level) appendFileSync(this.file, this.raw ? text : lines(level)(text))
      }
    }
  }
  getLevel() {
    return this.level
  }
  setLevel(level) {
    this.level = level
  }
  setPattern() {}
  clearFormatters() {
    this.raw = true
  }
  flush() {}
  drop() {}
}

async function createLogger(name, file) {
  mkdirSync(path.dirname(file), { recursive: true })
  return new Logger('rotating', name, file)
}

module.exports = {
  version: 0,
  Logger,
  setLevel() {},
  setFlushOn() {},
  createRotatingLogger: createLogger,
  createAsyncRotatingLogger: createLogger,
}
