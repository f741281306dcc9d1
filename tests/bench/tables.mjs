/** What was measured, in words and tables. */

/** The middle one; of an even number the greater of the two in the middle. */
export const median = (numbers) => numbers.toSorted((one, other) => one - other)[numbers.length >> 1]

/** The medians of several visits, measure by measure. */
export function medians(visits) {
  const names = Object.keys(visits[0] ?? {}).filter((name) => typeof visits[0][name] === 'number')
  return Object.fromEntries(names.map((name) => [name, median(visits.map((visit) => visit[name]))]))
}

export function comparison(names, figures) {
  const against = (name) => (figures[name] ? figures[name].shown : NaN)
  const rows = Object.entries(names).map(([key, name]) => {
    const at = figures[key]
    if (!at) return [name, 'not shown', ...Array(6).fill('')]
    const ratios = ['react', 'form-js', 'preact'].map((peer) => ratio(at.shown, against(peer)))
    return [name, (at.bytes / 1000).toFixed(1), whole(at.paint), whole(at.shown), whole(at.key), ...ratios]
  })
  return table(['', 'kB until the form', 'first paint, ms', 'first field, ms', 'slowest key, ms', 'field ÷ React', 'field ÷ form-js', 'field ÷ Preact'], rows)
}

export function growth(figures) {
  const rows = figures.map(({ what, app, react }) => [
    what,
    ...['shown', 'whole', 'key', 'busy'].flatMap((measure) => [pair(app[measure], react[measure]), ratio(app[measure], react[measure])]),
    pair(app.memory / 1e6, react.memory / 1e6, 1),
    ratio(app.memory, react.memory),
  ])
  return table(['', 'shown, ms', '÷', 'all there, ms', '÷', 'slowest key, ms', '÷', 'work per key, ms', '÷', 'memory, MB', '÷'], rows)
}

const whole = (number) => String(Math.round(number))
const pair = (one, other, digits = 0) => `${one.toFixed(digits)} : ${other.toFixed(digits)}`
const ratio = (one, other) => (one / other).toFixed(2)

function table(heads, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  return [line(heads), line(heads.map((_, column) => (column ? '---:' : '---'))), ...rows.map(line)].join('\n')
}
