// YouTube's player (`enablejsapi=1`): JSON strings both ways, silent until the page around says that it listens.
// The film goes on only by `advance(seconds)`, one report for each second of it.

const DURATION = 40
const UNSTARTED = -1, ENDED = 0, PLAYING = 1, PAUSED = 2, BUFFERING = 3
const film = { currentTime: 0, playerState: UNSTARTED, playbackRate: 1 }
let channel = null

const send = (event, info) => {
  if (channel && query.get('enablejsapi') === '1') post(JSON.stringify({ event, info, ...channel }))
}
const deliver = (...names) => send('infoDelivery', Object.fromEntries(names.map((name) => [name, film[name]])))

function change(state) {
  if (film.playerState === state) return
  film.playerState = state
  send('onStateChange', state)
  deliver('playerState', 'currentTime')
}

function seek(seconds) {
  const before = film.playerState
  film.currentTime = Math.min(Math.max(seconds, 0), DURATION)
  change(BUFFERING)
  change(before === UNSTARTED ? PAUSED : before)
}

window.advance = (seconds) => {
  for (let second = 0; second < seconds && film.playerState === PLAYING; second += 1) {
    film.currentTime = Math.min(film.currentTime + 1, DURATION)
    deliver('currentTime')
    if (film.currentTime === DURATION) change(ENDED)
  }
}

const commands = {
  playVideo: () => change(PLAYING),
  pauseVideo: () => change(PAUSED),
  seekTo: ([seconds]) => seek(seconds),
  setPlaybackRate: ([rate]) => {
    film.playbackRate = rate
    send('onPlaybackRateChange', rate)
    deliver('playbackRate')
  },
}

provide({
  name: 'YouTube',
  claims: () => ['infoDelivery', 'onStateChange'].map((event) =>
    JSON.stringify({ event, info: event === 'onStateChange' ? ENDED : { currentTime: DURATION, duration: DURATION, playerState: ENDED } })),
  buttons: {
    Play: () => commands.playVideo(),
    Pause: () => commands.pauseVideo(),
    'Seek to 50%': () => seek(DURATION / 2),
    'Play 10 seconds'() {
      commands.playVideo()
      window.advance(10)
    },
  },
  start() {
    listen(({ event, func, args = [], id, channel: name }) => {
      if (event === 'command') commands[func]?.(args)
      if (event !== 'listening' || channel) return
      channel = { id, channel: name }
      send('initialDelivery', { ...film, duration: DURATION, muted: false, videoData: { title: 'A tour' } })
      send('onReady', null)
      deliver('playerState')
    })
  },
})
