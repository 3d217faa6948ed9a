import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test as base } from '../support/app';

/** A place that is not ours: counts who comes. */
interface Elsewhere {
  readonly url: string;
  readonly visits: readonly string[];
}

const test = base.extend<{ elsewhere: Elsewhere }>({
  mayMisbehave: true,
  elsewhere: async ({}, use) => {
    const visits: string[] = [];
    const server: Server = createServer((request, response) => {
      visits.push(request.url ?? '');
      response.setHeader('access-control-allow-origin', '*');
      response.end('<title>elsewhere</title>');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    await use({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, visits });
    server.close();
  },
});

// The shell is what is tested: a workspace file that is not there opens faster than the demo.
test.use({ workspace: '/nowhere/humdrum.yml' });

const ours = /^app:\/\/humdrum\//;

test('the page stays ours, wherever a script or a link wants to take it', async ({ page, elsewhere }) => {
  await page.waitForLoadState();
  await page.evaluate((url) => {
    window.location.href = url;
  }, elsewhere.url);
  await page.evaluate((url) => {
    const link = document.body.appendChild(document.createElement('a'));
    link.href = url;
    link.click();
  }, elsewhere.url);
  await page.evaluate(() => {
    window.location.href = 'file:///etc/hostname';
  });
  // A question that only a page that is still there answers.
  expect(await page.evaluate(() => document.location.href)).toMatch(ours);
  expect(elsewhere.visits).toEqual([]);
});

test('no second window opens, and only https addresses reach the browser', async ({ app, page, elsewhere }) => {
  await page.waitForLoadState();
  await app.evaluate(({ shell }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    shell.openExternal = async (url) => void asked.push(url);
  });
  const opened = await page.evaluate(
    (addresses) => addresses.map((address) => window.open(address) !== null),
    [
      elsewhere.url,
      'file:///etc/hostname',
      'javascript:alert(1)',
      'https://example.org/notes',
      'https://a:b@example.org/',
    ],
  );
  expect(opened).toEqual([false, false, false, false, false]);
  const asked = await app.evaluate(() => Reflect.get(globalThis, 'asked') as string[]);
  expect(asked).toEqual(['https://example.org/notes']);
  expect(app.windows()).toHaveLength(1);
});

test.describe('with a camera and a microphone there', () => {
  test.use({ appArgs: ['--use-fake-device-for-media-stream'] });

  test('the page is given no permission', async ({ page }) => {
    await page.waitForLoadState();
    const answers = await page.evaluate(async () => {
      const media = await navigator.mediaDevices?.getUserMedia({ audio: true }).then(
        () => 'granted',
        (error: Error) => error.name,
      );
      const place = await new Promise((answered) => {
        navigator.geolocation.getCurrentPosition(
          () => answered('granted'),
          ({ code }) => answered(code === 1 ? 'denied' : `code ${code}`),
        );
      });
      return { media, place, notifications: await Notification.requestPermission() };
    });
    expect(answers).toEqual({ media: 'NotAllowedError', place: 'denied', notifications: 'denied' });
  });
});

test('the content security policy lets in no code and no connection from outside', async ({ page, elsewhere }) => {
  await page.waitForLoadState();
  const blocked = page.evaluate(
    async (expected) =>
      new Promise<readonly string[]>((all) => {
        const seen = new Set<string>();
        addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          seen.add(effectiveDirective);
          if (seen.size === expected) all([...seen].sort());
        });
      }),
    5,
  );
  const ran = await page.evaluate(async (url) => {
    const add = (tag: string, set: (element: HTMLElement) => void): void => {
      const element = document.createElement(tag);
      set(element);
      document.body.append(element);
    };
    add('script', (script) => (script.textContent = 'window.ran = true'));
    add('script', (script) => script.setAttribute('src', `${url}script.js`));
    add('iframe', (frame) => frame.setAttribute('src', `${url}frame`));
    add('img', (image) => image.setAttribute('src', `${url}image.png`));
    const fetched = await fetch(`${url}fetch`).then(
      () => true,
      () => false,
    );
    // What Playwright evaluates may use eval; a later task is the page's own.
    await new Promise((next) => requestAnimationFrame(next));
    try {
      // oxlint-disable-next-line no-eval -- that it is refused is what is tested
      (0, eval)('window.ran = true');
    } catch {
      return { fetched, ran: 'ran' in window };
    }
    return { fetched, ran: true };
  }, elsewhere.url);
  expect(ran).toEqual({ fetched: false, ran: false });
  expect(await blocked).toEqual(['connect-src', 'frame-src', 'img-src', 'script-src', 'script-src-elem']);
  expect(elsewhere.visits).toEqual([]);
});

test('no file outside the built pages can be read through our scheme', async ({ page }) => {
  await page.waitForLoadState();
  const answers = await page.evaluate(async () => {
    // The first two would be served, were they inside: they are there, and of a kind that is.
    const paths = [
      '..%2f..%2fbuild/icon.png',
      '%2e%2e%2f%2e%2e%2fbuild/icon.png',
      '..%2fmain%2fmain.cjs',
      '/etc/hostname',
    ];
    return Promise.all(paths.map(async (path) => (await fetch(`app://humdrum/${path}`)).status));
  });
  expect(answers).toEqual([404, 404, 404, 404]);
});

test('whatever our scheme answers carries the policy, which knows no unsafe word', async ({ page }) => {
  await page.waitForLoadState();
  const policies = await page.evaluate(async () => {
    const parts = Array.from(document.querySelectorAll('script[src], link[rel=stylesheet]'));
    const files = parts.map((part) => part.getAttribute('src') ?? part.getAttribute('href') ?? '');
    const answers = await Promise.all(['/', ...files].map((file) => fetch(new URL(file, 'app://humdrum/'))));
    return answers.map(({ status, headers }) => `${status} ${headers.get('content-security-policy') ?? 'none'}`);
  });
  expect(policies.length).toBeGreaterThan(2);
  for (const policy of policies) {
    expect(policy).toMatch(/^200 default-src 'none'; script-src 'self';/);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  }
});

test('nothing is saved but what the page made itself', async ({ app, page, elsewhere, data }) => {
  await page.waitForLoadState();
  await app.evaluate(({ session }, folder) => {
    const downloads: string[] = [];
    Object.assign(globalThis, { downloads });
    session.defaultSession.on('will-download', (event, item) => {
      const kind = item.getURL().split(':')[0] ?? '';
      downloads.push(`${kind} ${event.defaultPrevented ? 'refused' : 'saved'}`);
      if (!event.defaultPrevented) item.setSavePath(`${folder}/saved-${downloads.length}`);
    });
  }, data);
  await page.evaluate((url) => {
    const own = URL.createObjectURL(new Blob(['ours']));
    for (const href of ['data:text/plain,theirs', url, own]) {
      const link = document.body.appendChild(document.createElement('a'));
      link.href = href;
      link.download = 'file.txt';
      link.click();
    }
  }, elsewhere.url);
  // The page's own comes last.
  const downloads = () => app.evaluate(() => Reflect.get(globalThis, 'downloads') as string[]);
  await expect.poll(downloads).toContain('blob saved');
  expect((await downloads()).filter((one) => one.endsWith('saved'))).toEqual(['blob saved']);
  expect(await downloads()).toContain('data refused');
  expect(elsewhere.visits).toEqual([]);
});
