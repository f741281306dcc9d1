// DocuSeal's signing page posts no messages; it goes back to its completed-redirect-url.

provide({
  name: 'DocuSeal',
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
