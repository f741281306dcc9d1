/** When the browser is killed: drawn from the seed, so that every part of the journey has its share of it. */

import type { Chance } from './chance'

export type Phase =
  | 'page load' | 'choosing a step' | 'typing' | 'choosing' | 'uploading' | 'reading' | 'drawing' | 'watching' | 'at the provider'
  | 'reviewing' | 'right after send' | 'sending again' | 'leaving'

/** How much each moment of a phase counts: what is short is killed as often as what takes long. */
export const WEIGHT: Record<Phase, number> = {
  'page load': 0, 'choosing a step': 2, typing: 1, choosing: 2, uploading: 3, reading: 3, drawing: 3, watching: 2, 'at the provider': 5,
  reviewing: 5, 'right after send': 12, 'sending again': 6, leaving: 20,
}

/** One life in so many is over before its page is there. */
const STILLBORN = 0.2
/** How long after a moment the browser is killed, in milliseconds. */
const LATEST = 400
/** How long after its start a browser is killed whose page is still loading. */
const LOADING = 1_200

export class Fate {
  /** How often the browser was killed in each phase. */
  readonly kills = new Map<Phase, number>()
  private phase: Phase = 'page load'
  private left = Infinity
  private timer: NodeJS.Timeout | undefined
  private strike = () => {}

  /** At least so many kills, spread over what there is to do. */
  constructor(private readonly chance: Chance, private readonly most: number) {}

  get count(): number {
    return [...this.kills.values()].reduce((sum, count) => sum + count, 0)
  }

  /** A browser starts, with so much left to do for the lead, in weights. */
  begin(toDo: number, strike: () => void) {
    this.phase = 'page load'
    this.strike = strike
    const share = toDo / Math.max(this.most - this.count, 1)
    this.left = this.count < this.most ? share * this.chance.between(0.3, 1.5) : Infinity
    if (this.count < this.most && this.chance.next() < STILLBORN) this.killIn(this.chance.between(50, LOADING))
  }

  /** Something happens that a kill may follow. */
  moment(phase: Phase) {
    this.phase = phase
    this.left -= WEIGHT[phase]
    if (this.left <= 0 && this.timer === undefined) this.killIn(this.chance.between(0, LATEST))
  }

  /** The lead has arrived before the browser was killed. */
  end() {
    clearTimeout(this.timer)
    this.timer = undefined
    this.left = Infinity
  }

  private killIn(milliseconds: number) {
    this.timer = setTimeout(() => {
      this.strike()
      this.kills.set(this.phase, (this.kills.get(this.phase) ?? 0) + 1)
    }, milliseconds)
  }
}
