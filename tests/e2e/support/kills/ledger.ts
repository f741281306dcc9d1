/**
 * What the lead gave, piece by piece and state by state: what a browser must still have when it was killed. A state is
 * owed from 250 ms after the page had it; a later one may be there or not.
 */

/** How long the page has to keep what it was given, in milliseconds. */
export const GRACE = 250

/** Something that was given and is not there any more. */
export interface Loss {
  piece: string
  /** What had to be there, and how long it had been given when the browser was killed, in milliseconds. */
  owed: string
  age: number
  found: string
  /** After how many milliseconds it was there after all, where it was: a lead would have given it again by then. */
  late?: number
  /** What the browser had in its storage then, by shelf and key: whether it was lost there, or not read from there. */
  kept?: string[]
}

interface State {
  /** Unknown while it is being drawn. */
  text: string | null
  /** When the page had it; infinitely late while it is on its way. */
  at: number
  /** By the lead; otherwise the page had it by itself. */
  given: boolean
}

interface Claim {
  states: State[]
  killedAt: number
}

/** Whether what is found is what was owed, for things that only grow: a drawing, seconds of a film. */
export type Reaches = (found: string, owed: string) => boolean

export class Ledger {
  readonly losses: Loss[] = []
  /** Pieces that were owed after a kill; those whose last state was too young to be owed, and how many of these were there. */
  owed = 0
  young = 0
  youngKept = 0

  private readonly given = new Map<string, State[]>()
  private readonly claims = new Map<string, Claim>()

  /** The page is about to be given another state of a piece. */
  begin(piece: string, text: string | null) {
    this.statesOf(piece).push({ text, at: Infinity, given: true })
  }

  /** The page has it. */
  end(piece: string, text?: string) {
    const state = this.statesOf(piece).at(-1)!
    state.at = Date.now()
    if (text !== undefined) state.text = text
  }

  /** The browser was killed. What was owed then is owed until somebody looks. */
  killed(at: number) {
    for (const [piece, states] of this.given) {
      if (!this.claims.has(piece)) this.claims.set(piece, { states, killedAt: at })
    }
    this.given.clear()
  }

  /** What the page has of a piece now, which is where the lead goes on from. */
  look(piece: string, found: string, reaches: Reaches = () => false) {
    const claim = this.claims.get(piece)
    this.claims.delete(piece)
    // Before anything was given, it holds what the page gave it.
    const given = claim ? this.judge(piece, claim, found, reaches) : false
    if (claim || !this.given.has(piece)) this.given.set(piece, [{ text: found, at: -Infinity, given }])
  }

  /** Whether what was owed is the lead's. */
  private judge(piece: string, { states, killedAt }: Claim, found: string, reaches: Reaches): boolean {
    const owed = states.findLastIndex((state) => state.at <= killedAt - GRACE)
    const possible = states.slice(owed)
    const latest = states.findLast((state) => state.text !== null)!
    const open = states.at(-1)!.text === null
    // What the page fills in by itself, it may fill in otherwise.
    const isKept = !states[owed].given || possible.some((state) => state.text === found) || reaches(found, states[owed].text!) || (open && found.startsWith(latest.text!))
    if (states[owed].given) this.owed += 1
    if (states.length > owed + 1 && Number.isFinite(latest.at)) {
      this.young += 1
      if (found === latest.text) this.youngKept += 1
    }
    if (!isKept) this.losses.push({ piece, owed: states[owed].text!, age: killedAt - states[owed].at, found })
    return states[owed].given || found !== states[owed].text
  }

  private statesOf(piece: string): State[] {
    const states = this.given.get(piece) ?? [{ text: '', at: -Infinity, given: false }]
    this.given.set(piece, states)
    return states
  }
}
