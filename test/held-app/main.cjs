// The app, held until Playwright watches it. Playwright attaches while an app that it did not hold starts, and waits for ever for a
// window whose first page is committed at that moment (once in some hundred starts: Target.attachedToTarget came with the frame's
// URL ":", Page.frameNavigated never). Held is only `whenReady`; Playwright says when to go on by the name that its own loader gives it.
const path = require('node:path');
const { app } = require('electron');

const checkout = path.join(__dirname, '..', '..');
const { productName, name, version, main } = require(path.join(checkout, 'package.json'));
const ready = app.whenReady();
const watched = new Promise((resolve) => {
  Object.defineProperty(globalThis, '__playwright_run', { value: resolve });
});
app.whenReady = async () => {
  await watched;
  await ready;
};
app.setVersion(version);
app.setName(productName ?? name);
app.setAppPath(checkout);
require(path.join(checkout, main));
