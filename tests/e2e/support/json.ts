/** JSON whose ids keep every digit: integers beyond 2^53 are read as BigInt and written back as they were. */

const TOO_LARGE = /("(?:[^"\\]|\\.)*")|(-?\b\d{16,}\b)(?![.\d])/g

/** Reads JSON; `123` stays a number, `9007199254740993` becomes `9007199254740993n`, `"9007…"` stays text. */
export function read(text: string): any {
  const marked = text.replace(TOO_LARGE, (whole, string) => (string === undefined ? `"\u0000${whole}"` : string))
  return JSON.parse(marked.replaceAll('\u0000', '\\u0000'), (_, value) =>
    typeof value === 'string' && value.startsWith('\u0000') ? BigInt(value.slice(1)) : value)
}

/** Writes JSON, BigInt as integers. */
export function write(value: unknown): string {
  const marked = JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `\u0000${part}` : part))
  return marked.replace(/"\\u0000(-?\d+)"/g, '$1')
}
