// Documenso's embedded signing page. What is known of the signer comes in the fragment, as
// base64(encodeURIComponent(JSON)).

const known = (() => {
  try {
    return JSON.parse(decodeURIComponent(atob(location.hash.slice(1))))
  } catch {
    return {}
  }
})()

const ids = { token: given.Token ?? 'none', documentId: 12, envelopeId: 'envelope_12', recipientId: 34 }
const completed = () => ({ action: 'document-completed', data: ids })

provide({
  name: 'Documenso',
  notes: known.name ? `To be signed by ${known.name}.` : '',
  claims: () => [completed()],
  buttons: {
    async Complete() {
      post({ action: 'field-signed', data: null })
      await report()
      claim(completed())
      say('Signed.')
    },
    Reject() {
      post({ action: 'document-rejected', data: { ...ids, reason: 'Not what we agreed.' } })
      say('Rejected.')
    },
    Expire() {
      post({ action: 'recipient-expired', data: ids })
    },
    Fail() {
      post({ action: 'document-error', data: null })
    },
  },
  start() {
    post({ action: 'document-ready', data: null })
  },
})
