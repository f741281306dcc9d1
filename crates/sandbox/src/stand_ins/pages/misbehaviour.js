// How a page misbehaves; `stand_ins/behaviour.rs` says what each name means.

function misbehave(claims) {
  const well = post
  const claimEverything = () => claims().forEach((message) => post(message))
  const ways = {
    Silent() {
      post = () => {}
    },
    ForgedOrigin() {
      // The same server under another name is another origin in the same frame.
      if (location.hostname !== '127.0.0.1') return claimEverything()
      post = () => {}
      // What is pressed on a page that goes would be lost.
      element('buttons').replaceChildren()
      location.hostname = 'localhost'
    },
    ForgedSource() {
      const inner = document.body.appendChild(document.createElement('iframe'))
      inner.hidden = true
      post = new inner.contentWindow.Function('message', 'parent.parent.postMessage(message, "*")')
      claimEverything()
    },
    Flood() {
      for (let number = 0; number < 5000; number += 1) well(number % 2 ? { number } : `message ${number}`)
    },
    WrongTypes() {
      post = (message) => twisted(message).forEach(well)
      claimEverything()
    },
    Twice() {
      claim = (message) => {
        post(message)
        post(message)
      }
    },
    Hostile() {
      hostileMessages().forEach(well)
      claimEverything()
      tryToBreakOut()
    },
  }
  ways[given.Behaviour]?.()
}

/** The message with other types than it should have. */
function twisted(message) {
  const text = typeof message === 'string'
  return [
    null, undefined, 0, NaN, true, [], {}, [message], { message }, new Date(0), new ArrayBuffer(8),
    text ? { event: message, name: message, action: message } : JSON.stringify(message),
    text ? [...message] : replaceLeaves(message, 7),
    text ? message.toLowerCase() : replaceLeaves(message, null),
    text ? `${message} ` : replaceLeaves(message, { uri: 'https://api.calendly.com/x' }),
    'x'.repeat(200_000),
    nested(2000),
  ]
}

function replaceLeaves(value, leaf) {
  if (value === null || typeof value !== 'object') return leaf
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, replaceLeaves(part, leaf)]))
}

function nested(depth) {
  return JSON.parse('{"a":'.repeat(depth) + '1' + '}'.repeat(depth))
}

/** What other providers' pages would say, and what no page should. */
function hostileMessages() {
  const uri = (text) => ({ event: 'calendly.event_scheduled', payload: { event: { uri: text }, invitee: { uri: text } } })
  const height = (text) => ({ event: 'calendly.page_height', payload: { height: text } })
  return [
    uri('https://api.calendly.com/scheduled_events/forged'), uri('javascript:alert(1)'), uri('//evil.test'), uri(''),
    height('999999999px'), height('-1px'), height('1e9px'), height('NaNpx'), height('100%;position:fixed'),
    'VERIFF_FINISHED', 'VERIFF_FORCE_RELOAD', 'VERIFF_RELOAD_REQUEST', 'VERIFF_CANCELED',
    { action: 'document-completed', data: { token: 'x', documentId: 1, recipientId: 1 } },
    { action: 'document-rejected', data: {} },
    JSON.stringify({ event: 'infoDelivery', info: { currentTime: 1e308, duration: 1e-9, playerState: 1 } }),
    JSON.stringify({ event: 'onStateChange', info: 0 }),
    { event: 'ended', data: { seconds: 1e9, percent: 7, duration: 1 } },
    { event: 'timeupdate', data: { seconds: -1, percent: -1, duration: -1 } },
    JSON.parse('{"__proto__": {"polluted": true}, "event": "constructor", "action": "toString"}'),
  ]
}

function tryToBreakOut() {
  const link = document.body.appendChild(Object.assign(document.createElement('a'), { href: '/hostile/top', target: '_top' }))
  const form = document.body.appendChild(Object.assign(document.createElement('form'), { action: '/hostile/top', target: '_top' }))
  const ways = [
    () => { window.top.location.href = '/hostile/top' },
    () => window.top.location.replace('/hostile/top'),
    () => window.open('/hostile/top', '_top'),
    () => link.click(),
    () => form.submit(),
    () => { window.top.document.title = 'hostile' },
    () => window.top.localStorage.setItem('hostile', 'yes'),
    () => window.parent.history.back(),
    () => window.parent.close(),
    () => window.alert('hostile'),
  ]
  for (const tryIt of ways) {
    try {
      tryIt()
    } catch {
      // That is what the frame is for.
    }
  }
}
