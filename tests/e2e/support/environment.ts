/** What `cargo xtask test e2e` hands over: the built app, the sandbox, the browser and a key of the sandbox's. */

export const dist = () => given('FRONT_OFFICE_DIST')
export const sandboxProgram = () => given('FRONT_OFFICE_SANDBOX')
export const chromium = () => given('FRONT_OFFICE_CHROMIUM')
export const workspaceKey = () => given('FRONT_OFFICE_KEY')

/** What the build's hosts are told; nothing beside a build for development. */
export const hosting = () => process.env['FRONT_OFFICE_HOSTING'] || null
/** A web server's program. */
export const program = (name: 'nginx' | 'caddy') => given(`FRONT_OFFICE_${name.toUpperCase()}`)

/** Nobody but this machine is there: no film, no document, no provider that an example or a message names. */
const NOBODY_ELSE = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost'

/**
 * What keeps the browser quiet on the network, and able to start as root, which has no sandbox of its own. A page whose
 * configuration a test has changed comes from the test, so for the browser it is not of this machine, and it would keep
 * the page from framing what is.
 */
export function chromiumArguments(): string[] {
  const quiet = [NOBODY_ELSE, '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-features=LocalNetworkAccessChecks']
  return process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet
}

function given(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: run these tests by \`cargo xtask test e2e\`.`)
  return value
}
