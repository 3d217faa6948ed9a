import { ipcRenderer } from 'electron';

// Hands a MessagePort from the page to main, and main's word about the engine to the page. Exposes no function:
// functions over contextBridge were a way round context isolation.
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.source !== window || event.origin !== window.location.origin) return;
  const { data, ports } = event;
  const asks = typeof data === 'object' && data !== null && 'type' in data && data.type === 'humdrum:port';
  if (asks && ports.length === 1) ipcRenderer.postMessage('engine-port', null, [...ports]);
});

for (const word of ['engine-restarted', 'engine-lost'])
  ipcRenderer.on(word, () => window.postMessage({ type: `humdrum:${word}` }, window.location.origin));
