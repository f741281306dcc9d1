
// The app in two parts: the first screens do without the rest, which comes behind them (`cargo xtask dist`).
// This page's own: once the page was left, `globalThis` is the next one's.
const { frontOffice } = globalThis;
let restIsHere = false;
let tellWhole;
frontOffice.whole = new Promise((resolve) => (tellWhole = resolve));
const imports = () => ({ ...__wbg_get_imports(), rest: wasm });
function useRest(module) {
  // A second one would undo what the first one has changed.
  if (!restIsHere) new WebAssembly.Instance(module, imports());
  restIsHere = true;
  frontOffice.rest = undefined;
  tellWhole();
  // Not in the middle of what needs the rest now, and behind what comes with it; a timer could be held up.
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    release();
  };
  port2.postMessage(null);
}
// Browsers of 2022 take nothing as large as this at once; they have not taken it before either, then.
async function useRestInTime(module) {
  try {
    useRest(module);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    await WebAssembly.instantiate(module, imports());
    restIsHere = true;
    useRest(module);
  }
}
// Most of what a click leads to is in the rest: the click waits for it, and not the whole page. Fields do without, and
// what says so (`data-at-once`).
let clicked;
let clickedOn;
const page = () => `${location.href} ${document.querySelector('main h1')?.textContent}`;
function hold(event) {
  const control = event.target.closest('a, button, summary');
  if (!control || control.hasAttribute('data-at-once') || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  clicked?.removeAttribute('aria-busy');
  clicked = control;
  clickedOn = page();
  clicked.setAttribute('aria-busy', 'true');
}
// What was pressed, also where it was drawn anew meanwhile; on another page, something that looks the same is not it.
function asItIsNow(control) {
  if (control.isConnected) return control;
  const looksTheSame = (other) => other.outerHTML === control.outerHTML && other.getClientRects().length > 0;
  const found = page() === clickedOn ? [...document.querySelectorAll(control.localName)].filter(looksTheSame) : [];
  return found.length === 1 ? found[0] : undefined;
}
function release() {
  removeEventListener('click', hold, true);
  const control = clicked;
  clicked = undefined;
  control?.removeAttribute('aria-busy');
  if (control) asItIsNow(control)?.click();
}
addEventListener('click', hold, true);
const restAddress = () => document.querySelector('meta[name=rest]').content;
// Some hosts have a page for what they have not.
const isGone = (response) => response.status === 404 || response.headers.get('content-type')?.startsWith('text/html');
// In milliseconds: a connection that says nothing for so long says nothing any more.
const PATIENCE = 90_000;
let restComing;
let hasFailed = false;
// Behind what the first screens need; may be called again where it failed.
function bringRest() {
  restComing ??= load().catch((error) => {
    restComing = undefined;
    throw error;
  });
  return restComing;
}
async function load() {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const response = await fetch(restAddress(), { priority: 'low', signal: patience.signal });
    // This version is gone from the host: what was pressed would wait for ever, and a reload brings the next one.
    if (clicked && isGone(response)) {
      hasFailed = true;
      frontOffice.crash();
    }
    if (!response.ok) throw new Error(`${response.status}`);
    await useRestInTime(await WebAssembly.compile(await response.arrayBuffer()));
  } finally {
    clearTimeout(timer);
  }
}
// At once: something is needed that nobody expected to be needed so soon. A call of WebAssembly cannot wait otherwise.
function fetchRest() {
  // What the whole app has nothing for either is left to fail.
  if (restIsHere) return;
  // The page that says so takes away what had focus, and the app hears of that.
  if (hasFailed) throw new Error('The app has stopped.');
  // Of a page that was left, the browser still frees what it finds: nothing more is fetched for that.
  if (document.defaultView === null) throw new Error('The page was left.');
  const request = new XMLHttpRequest();
  request.open('GET', restAddress(), false);
  request.overrideMimeType('text/plain; charset=x-user-defined');
  try {
    request.send();
    useRest(new WebAssembly.Module(Uint8Array.from(request.responseText, (character) => character.charCodeAt(0))));
  } catch (error) {
    hasFailed = true;
    // Where nobody has answered, or the host is in trouble, that will pass.
    if (request.status === 0 || request.status >= 500) frontOffice.interrupt(restAddress());
    else frontOffice.crash();
    throw error;
  }
}
frontOffice.rest = bringRest;
