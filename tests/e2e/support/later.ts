/** Screens that are none of the app's first: they wait for the rest of it, on a page that says so. */

/** What a link leads to, by the reference of its journey: the title of the screen. */
export const LATER: Record<string, string> = {
  'sign-native': 'Sign the agreement',
  'sign-documenso': 'Sign at Documenso',
  'read-document': 'Read our terms',
  calendly: 'Choose a time to talk',
  'veriff-frame': 'Verify your identity',
  'video-file': 'Watch how it works',
  'video-youtube': 'Watch the tour',
  'unknown-kind': 'Meet us in the virtual lobby',
  'nothing-to-do': 'Nothing to do right now',
  'already-done': 'You are all done',
}

/** What an address shows to a lead who is in. */
export const LATER_ADDRESSES: Record<string, string> = {
  '/sessions': 'Your sessions',
  '/nowhere': 'There is no such page',
}
