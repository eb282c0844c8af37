/** A text file, bundled as a string by esbuild's text loader. */
declare module '*.md' {
  const text: string
  export default text
}
