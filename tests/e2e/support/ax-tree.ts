/** What assistive technology is told: the accessibility tree as the browser has computed it. */

import type { Page } from '@playwright/test'

export interface AxNode {
  role: string
  name: string
  description: string
  required: boolean
  invalid: boolean
  /** How urgently a change is told: `polite`, `assertive`, or nothing where none is. */
  live: string
  /** Everything within it, in the order of the page. */
  parts: AxNode[]
}

/** Every node that is not ignored, in the order of the page. */
export async function axTree(page: Page): Promise<AxNode[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const below = (id: string): AxNode[] => {
    const node = byId.get(id)
    if (!node) return []
    const parts = (node.childIds ?? []).flatMap(below)
    if (node.ignored) return parts
    const property = (name: string) => node.properties?.find((property) => property.name === name)?.value.value
    const text = (value?: { value?: unknown }) => String(value?.value ?? '').replace(/\s+/g, ' ').trim()
    const own: AxNode = {
      role: text(node.role),
      name: text(node.name),
      description: text(node.description),
      required: property('required') === true,
      invalid: ![undefined, false, 'false'].includes(property('invalid')),
      live: text({ value: property('live') }),
      parts,
    }
    return [own, ...parts]
  }
  return below(nodes[0].nodeId)
}
