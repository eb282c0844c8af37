// In the place of native-watchdog: ends the extension host once the server that started it has gone.
exports.start = (pid) => {
  const watch = () => {
    try {
      process.kill(pid, 0)
    } catch {
      process.exit(87)
    }
  }
  setInterval(watch, 2000).unref()
}
exports.exit = (code) => process.exit(code ?? 0)
