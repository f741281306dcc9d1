// Vimeo's player (@vimeo/player 2.30): it says when it is ready, answers methods, and sends the events that were
// asked for. The film goes on only by `advance(seconds)`, one report for each second of it.

const DURATION = 40
const film = { seconds: 0, playing: false, rate: 1 }
const wanted = new Set()

const time = () => ({ seconds: film.seconds, percent: film.seconds / DURATION, duration: DURATION })
const send = (event, data = time()) => {
  if (wanted.has(event)) post({ event, data })
}

function play() {
  film.playing = true
  send('play')
  send('playing')
}

function pause() {
  film.playing = false
  send('pause')
}

function seek(seconds) {
  film.seconds = Math.min(Math.max(seconds, 0), DURATION)
  send('seeking')
  send('timeupdate')
  send('seeked')
}

window.advance = (seconds) => {
  for (let second = 0; second < seconds && film.playing; second += 1) {
    film.seconds = Math.min(film.seconds + 1, DURATION)
    send('timeupdate')
    if (film.seconds === DURATION) {
      pause()
      send('ended')
    }
  }
}

const methods = {
  ping: () => undefined,
  addEventListener: (name) => void wanted.add(name),
  removeEventListener: (name) => void wanted.delete(name),
  getDuration: () => DURATION,
  getCurrentTime: () => film.seconds,
  getPaused: () => !film.playing,
  getPlaybackRate: () => film.rate,
  setPlaybackRate(rate) {
    film.rate = rate
    send('playbackratechange', { playbackRate: rate })
    return rate
  },
  setCurrentTime(seconds) {
    seek(seconds)
    return film.seconds
  },
  play,
  pause,
}

provide({
  name: 'Vimeo',
  claims: () => ['timeupdate', 'ended'].map((event) => ({ event, data: { seconds: DURATION, percent: 1, duration: DURATION } })),
  buttons: {
    Play: play,
    Pause: pause,
    'Seek to 50%': () => seek(DURATION / 2),
    'Play 10 seconds'() {
      play()
      window.advance(10)
    },
  },
  start() {
    listen(({ method, value }) => {
      if (!Object.hasOwn(methods, method)) return
      const answer = methods[method](value)
      if (method !== 'addEventListener' && method !== 'removeEventListener') post({ method, value: answer })
    })
    // Some of its messages come as text.
    post(JSON.stringify({ event: 'ready' }))
  },
})
