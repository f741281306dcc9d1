// What all providers' pages share. `given` holds Behaviour and, for a minted address, Token and ReturnURL.

const query = new URLSearchParams(location.search)
const framed = window.parent !== window
const element = (id) => document.getElementById(id)

/** The page around this one gets a message; `misbehaviour.js` may replace how. */
let post = (message) => {
  if (framed) window.parent.postMessage(message, '*')
}

/** The message that says it is done. */
let claim = (message) => post(message)

/** What the provider's server tells the back-end, by webhook; true when it was heard. */
async function report(references) {
  const body = given.Token ? { Token: given.Token } : { References: references }
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch('/reports', { method: 'POST', headers, body: JSON.stringify(body) })
  return answer.status === 202
}

/** Back to the address that the back-end gave, where this is no frame. */
function goBack(query = '') {
  if (!framed && given.ReturnURL) location.assign(given.ReturnURL + query)
}

function say(text) {
  element('status').textContent = text
}

/** Runs a provider's page: its name, notes, buttons, and the messages that claim that all is done. */
function provide({ name, notes = '', buttons, claims, start = () => {} }) {
  document.title = name
  document.querySelector('h1').textContent = name
  element('notes').textContent = notes
  for (const [label, press] of Object.entries(buttons)) {
    const button = document.createElement('button')
    button.textContent = label
    button.addEventListener('click', press)
    element('buttons').append(button)
  }
  misbehave(claims)
  start()
}

/** Calls `take` with each message of the page around this one; text that is JSON is read. */
function listen(take) {
  addEventListener('message', ({ source, data }) => {
    if (source !== window.parent) return
    try {
      take(typeof data === 'string' ? JSON.parse(data) : data)
    } catch {
      // Not for this page.
    }
  })
}
