// A provider whose protocol nobody has written down: it tells the back-end, goes back, and posts nothing.

provide({
  name: 'A provider',
  claims: () => [],
  buttons: {
    async Finish() {
      await report()
      say('Finished.')
      goBack()
    },
    Cancel() {
      say('Cancelled.')
      goBack()
    },
  },
})
