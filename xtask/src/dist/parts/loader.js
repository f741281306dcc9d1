
// The app in two parts: the first screens do without the rest, which comes behind them (`cargo xtask dist`).
// This page's own: once the page was left, `globalThis` is the next one's.
const { frontOffice } = globalThis;
let restIsHere = false;
function useRest(module) {
  // A second one would undo what the first one has changed.
  if (!restIsHere) new WebAssembly.Instance(module, { ...__wbg_get_imports(), rest: wasm });
  restIsHere = true;
  frontOffice.rest = undefined;
  // Not in the middle of what needs the rest now.
  queueMicrotask(release);
}
// Most of what a click leads to is in the rest: the click waits for it, and not the whole page. Fields do without, and
// what says so (`data-at-once`).
let clicked;
function hold(event) {
  const control = event.target.closest('a, button, summary');
  if (!control || control.hasAttribute('data-at-once') || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  clicked?.removeAttribute('aria-busy');
  clicked = control;
  clicked.setAttribute('aria-busy', 'true');
}
let tellWhole;
frontOffice.whole = new Promise((resolve) => (tellWhole = resolve));
function release() {
  tellWhole();
  removeEventListener('click', hold, true);
  clicked?.removeAttribute('aria-busy');
  now(clicked)?.click();
  clicked = undefined;
}
// What was pressed may have been drawn anew meanwhile.
function now(control) {
  if (!control || control.isConnected) return control;
  return [...document.querySelectorAll(control.localName)].find((other) => other.outerHTML === control.outerHTML);
}
addEventListener('click', hold, true);
const restAddress = () => document.querySelector('meta[name=rest]').content;
let restComing;
let hasFailed = false;
// Behind what the first screens need; may be called again where it failed.
function bringRest() {
  restComing ??= fetch(restAddress(), { priority: 'low' })
    .then((response) => {
      // This version is gone from the host: what was pressed would wait for ever, and a reload brings the next one.
      if (clicked && response.status === 404) {
        hasFailed = true;
        frontOffice.crash();
      }
      return response.ok ? response.arrayBuffer() : Promise.reject(new Error(`${response.status}`));
    })
    .then((bytes) => WebAssembly.compile(bytes))
    .then(useRest)
    .catch((error) => {
      restComing = undefined;
      throw error;
    });
  return restComing;
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
    // Where nobody has answered, that will pass.
    if (request.status === 0) frontOffice.interrupt();
    else frontOffice.crash();
    throw error;
  }
}
frontOffice.rest = bringRest;
