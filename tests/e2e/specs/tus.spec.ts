/**
 * The sandbox's uploads, judged by somebody else: tus-js-client, which was not written for it. If that client gets its
 * files through, cut and resumed at any place, the app's own has the right server to be tried against.
 */

import { createHash, randomBytes } from 'node:crypto'
import * as tus from 'tus-js-client'
import { expect, test } from '../support/test'
import type { Sandbox } from '../support/sandbox'

const MEGABYTE = 1024 * 1024
const PATCH = '/internal/v1/documents/*'

const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** A lead's session, as the client's headers carry it. */
async function signedIn(sandbox: Sandbox) {
  const lead = await sandbox.register('by-token')
  const { Token } = await sandbox.call('POST', '/internal/v1/autologin', { UUID: lead.uuid })
  return { authorization: `Bearer ${Token}` }
}

/** An upload by the client, and what it ends with. */
function upload(sandbox: Sandbox, headers: Record<string, string>, file: Buffer, options: Partial<tus.UploadOptions> = {}) {
  const offsets: number[] = []
  let client!: tus.Upload
  const done = new Promise<void>((resolve, reject) => {
    client = new tus.Upload(file, {
      endpoint: `${sandbox.url}/internal/v1/documents`,
      headers,
      metadata: { filename: 'Café – kbis.pdf', filetype: 'application/pdf' },
      chunkSize: 200_000,
      retryDelays: [0, 0, 0, 0, 0],
      onChunkComplete: (_size, accepted) => offsets.push(accepted),
      onSuccess: () => resolve(),
      onError: reject,
      ...options,
    })
  })
  return { client, done, offsets }
}

async function stored(sandbox: Sandbox, url: string) {
  const response = await fetch(`${sandbox.url}/sandbox/documents/${url.split('/').pop()}`)
  return Buffer.from(await response.arrayBuffer())
}

test('a file arrives in chunks, whole', async ({ sandbox }) => {
  const file = randomBytes(MEGABYTE + 17)
  const { client, done, offsets } = upload(sandbox, await signedIn(sandbox), file)
  client.start()
  await done
  expect(offsets).toEqual([200_000, 400_000, 600_000, 800_000, 1_000_000, file.length])
  expect(hash(await stored(sandbox, client.url!))).toBe(hash(file))
})

test('an upload that is cut at any byte goes on from there', async ({ sandbox }) => {
  const headers = await signedIn(sandbox)
  for (const take of [0, 1, 65_536, 199_999, ...Array.from({ length: 4 }, () => Math.floor(Math.random() * 200_000))]) {
    const file = randomBytes(MEGABYTE)
    await sandbox.fault({ Method: 'PATCH', Path: PATCH, Skip: 1, Times: 2, Take: take })
    const { client, done } = upload(sandbox, headers, file)
    client.start()
    await done
    expect(hash(await stored(sandbox, client.url!)), `cut after ${take}`).toBe(hash(file))
    await sandbox.noMoreFaults()
  }
})

test('answers that are lost, late or refusals are survived', async ({ sandbox }) => {
  const headers = await signedIn(sandbox)
  for (const fault of [{ Drop: true }, { Drop: true, When: 'After' as const }, { Status: 503 }, { Status: 500, When: 'After' as const }, { Delay: 200 }]) {
    const file = randomBytes(MEGABYTE)
    await sandbox.fault({ Method: 'PATCH', Path: PATCH, Skip: 2, ...fault })
    const { client, done } = upload(sandbox, headers, file)
    client.start()
    await done
    expect(hash(await stored(sandbox, client.url!)), JSON.stringify(fault)).toBe(hash(file))
  }
})

test('a client that was stopped resumes where the server is', async ({ sandbox }) => {
  const headers = await signedIn(sandbox)
  const file = randomBytes(MEGABYTE)
  const first = upload(sandbox, headers, file, {
    onChunkComplete: (_size, accepted) => { if (accepted === 400_000) void first.client.abort().then(stopped) },
  })
  let stopped!: () => void
  const stop = new Promise<void>((resolve) => { stopped = resolve })
  first.client.start()
  await stop

  const second = upload(sandbox, headers, file, { uploadUrl: first.client.url })
  second.client.start()
  await second.done
  expect(second.offsets[0]).toBeGreaterThan(400_000)
  expect(hash(await stored(sandbox, first.client.url!))).toBe(hash(file))
})

test('what is given up is gone', async ({ sandbox }) => {
  const headers = await signedIn(sandbox)
  const { client } = upload(sandbox, headers, randomBytes(MEGABYTE), {
    onChunkComplete: () => void client.abort(true).then(stopped),
  })
  let stopped!: () => void
  const stop = new Promise<void>((resolve) => { stopped = resolve })
  client.start()
  await stop
  const known = await fetch(client.url!, { method: 'HEAD', headers: { ...headers, 'tus-resumable': '1.0.0' } })
  expect(known.status).toBe(404)
})

test('somebody else’s upload cannot be resumed', async ({ sandbox }) => {
  const file = randomBytes(1000)
  const mine = upload(sandbox, await signedIn(sandbox), file)
  mine.client.start()
  await mine.done
  // The client starts anew where its address is unknown.
  const theirs = upload(sandbox, await signedIn(sandbox), file, { uploadUrl: mine.client.url })
  theirs.client.start()
  await theirs.done
  expect(theirs.client.url).not.toBe(mine.client.url)
})
