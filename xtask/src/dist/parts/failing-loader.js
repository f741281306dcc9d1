
globalThis.frontOffice.whole = new Promise(() => {});
globalThis.frontOffice.rest = () => {
  globalThis.frontOffice.rest = undefined;
  return Promise.reject(new Error('not yet'));
};
