/** What the panel's document is made of. Free of `vscode`, so that the page's tests serve the very same document. */
export interface PanelDocument {
  readonly cspSource: string
  /** Fresh for each document, from a cryptographic source. */
  readonly nonce: string
  readonly script: string
  readonly styles: readonly string[]
  /** JSON of the translations, or undefined for English. */
  readonly l10n: string | undefined
  /** A BCP 47 tag. */
  readonly locale: string
}

/**
 * The panel's document. Its policy leaves no way to the network, so that nothing in a model's text can cause a request:
 * no images, no connections, not even the look-up of a link's host; styles and fonts from the extension alone, scripts by
 * nonce. A nonce carries over to the modules that the script imports, at once or later.
 */
export function panelHtml(o: PanelDocument): string {
  const policy = [
    "default-src 'none'",
    `style-src ${o.cspSource}`,
    `font-src ${o.cspSource}`,
    `script-src 'nonce-${o.nonce}'`,
    "require-trusted-types-for 'script'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const styles = o.styles.map((href) => `<link rel="stylesheet" href="${escaped(href)}">`).join('\n')
  const bundle = o.l10n === undefined ? '' : ` data-l10n="${escaped(o.l10n)}"`
  return `<!DOCTYPE html>
<html lang="${escaped(o.locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta http-equiv="x-dns-prefetch-control" content="off">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Second Thoughts</title>
${styles}
</head>
<body${bundle}>
<script type="module" nonce="${escaped(o.nonce)}" src="${escaped(o.script)}"></script>
</body>
</html>
`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
