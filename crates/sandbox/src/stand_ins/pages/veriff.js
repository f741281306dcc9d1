// Veriff's page: in a frame it shakes hands first and speaks in plain strings (InContext SDK 2.5.0); opened by
// itself it goes back to the callback address on finish and on cancel.

provide({
  name: 'Veriff',
  notes: query.has('lang') ? `Language: ${query.get('lang')}.` : '',
  claims: () => ['VERIFF_FINISHED'],
  buttons: {
    Start() {
      post('VERIFF_STARTED')
      say('Started.')
    },
    async Finish() {
      post('VERIFF_SUBMITTED')
      await report()
      claim('VERIFF_FINISHED')
      say('Finished.')
      goBack()
    },
    Cancel() {
      post('VERIFF_CANCELED')
      say('Cancelled.')
      goBack()
    },
    Reload() {
      post('VERIFF_RELOAD_REQUEST')
    },
    'Force reload'() {
      post('VERIFF_FORCE_RELOAD')
    },
  },
  start() {
    if (!framed) return
    // Nothing can be done before the page around has answered.
    const buttons = document.querySelectorAll('button')
    buttons.forEach((button) => { button.disabled = given.Behaviour !== 'Silent' })
    listen(({ name, payload }) => {
      const complete = typeof payload?.version === 'string'
        && ['isReloadHandled', 'isVeriffIframeMobile', 'embeddedConfigured', 'embedded'].every((key) => typeof payload[key] === 'boolean')
      if (name !== 'VERIFF_RENDER' || !complete) return say('The answer to the handshake is wrong.')
      buttons.forEach((button) => { button.disabled = false })
      say('Ready.')
    })
    post('VERIFF_HANDSHAKE')
  },
})
