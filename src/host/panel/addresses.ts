/** An address of the model's text that may be opened in the browser, or null: http and https, without user info. */
export function webAddress(href: string): string | null {
  try {
    const url = new URL(href)
    const web = (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '' && url.password === ''
    return web ? url.href : null
  } catch {
    return null
  }
}

/** A path of the model's text as one below a folder of the workspace, with slashes; null where it leads out of it. */
export function filePathIn(path: string): string | null {
  const parts = path.replaceAll('\\', '/').split('/')
  if (parts[0] === '.') parts.shift()
  // An empty part: absolute, or `//`; a colon: a drive, a scheme or a stream.
  const odd = parts.length === 0 || parts.some((part) => part === '' || part === '.' || part === '..')
  return odd || /[:\p{Cc}]/u.test(path) ? null : parts.join('/')
}
