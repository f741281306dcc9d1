/** What `cargo xtask test e2e` hands over: the built app, the sandbox, the browser and a key of the sandbox's. */

export const dist = () => given('FRONT_OFFICE_DIST')
export const sandboxProgram = () => given('FRONT_OFFICE_SANDBOX')
export const chromium = () => given('FRONT_OFFICE_CHROMIUM')
export const workspaceKey = () => given('FRONT_OFFICE_KEY')

function given(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: run these tests by \`cargo xtask test e2e\`.`)
  return value
}
