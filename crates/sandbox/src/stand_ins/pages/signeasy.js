// SignEasy's signing page: no messages are documented, so people come back and the server is asked.

provide({
  name: 'SignEasy',
  claims: () => [],
  buttons: {
    async Sign() {
      await report()
      say('Signed.')
      goBack()
    },
    Decline() {
      say('Declined.')
      goBack()
    },
  },
})
