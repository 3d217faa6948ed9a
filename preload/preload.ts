import { ipcRenderer } from 'electron';

// Hands a MessagePort from the page to main, and main's word that it needs a new one to the page. Exposes no function:
// functions over contextBridge were a way round context isolation.
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.source !== window || event.origin !== window.location.origin) return;
  const { data, ports } = event;
  const asks = typeof data === 'object' && data !== null && 'type' in data && data.type === 'humdrum:port';
  if (asks && ports.length === 1) ipcRenderer.postMessage('engine-port', null, [...ports]);
});

ipcRenderer.on('engine-restarted', () => {
  window.postMessage({ type: 'humdrum:engine-restarted' }, window.location.origin);
});
