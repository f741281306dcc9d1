// DocuSign's recipient view: opened once, within five minutes; it goes back with `event` added.

provide({
  name: 'DocuSign',
  claims: () => [],
  buttons: {
    async Sign() {
      await report()
      say('Signed.')
      goBack('?event=signing_complete')
    },
    Decline() {
      say('Declined.')
      goBack('?event=decline')
    },
    'Finish later'() {
      goBack('?event=cancel')
    },
  },
})
