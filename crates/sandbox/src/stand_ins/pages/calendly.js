// Calendly's inline page. Without `embed_domain` it sends no messages; what was booked is found again by the utm
// parameters (developer.calendly.com, "Notifying the parent window").

const named = ['name', 'email'].map((name) => query.get(name)).filter(Boolean).join(', ')
const references = [...query].filter(([name]) => name.startsWith('utm_')).map(([, value]) => value)
const number = () => crypto.randomUUID()

const send = (event, payload = {}) => {
  if (query.has('embed_domain')) post({ event: `calendly.${event}`, payload })
}

const scheduled = () => {
  const uri = `https://api.calendly.com/scheduled_events/${number()}`
  return { event: 'calendly.event_scheduled', payload: { event: { uri }, invitee: { uri: `${uri}/invitees/${number()}` } } }
}

provide({
  name: 'Calendly',
  notes: named ? `A meeting with ${named}.` : 'A meeting.',
  claims: () => [scheduled()],
  buttons: {
    'Choose 10:00'() {
      send('date_and_time_selected')
      say('10:00 is chosen.')
    },
    async 'Schedule event'() {
      await report(references)
      if (query.has('embed_domain')) claim(scheduled())
      send('page_height', { height: '480px' })
      say('You are scheduled.')
    },
  },
  start() {
    send('event_type_viewed')
    send('page_height', { height: '720px' })
  },
})
