import { join } from 'node:path';
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { checkout, runtime } from '../support/app-runtime';

const program = join(checkout, 'packed', 'linux-unpacked', 'humdrum');

/** As the wire has them: the digits 0 and 1 as characters. */
const [off, on] = [0x30, 0x31];

test('the fuses of the packaged app are set, read back out of its binary', async () => {
  const wire = await getCurrentFuseWire(program);
  expect(wire.version).toBe(FuseVersion.V1);
  expect(wire).toMatchObject({
    // The engine starts the supervisor of local releases and the reader of workspace files with the app's own Node.
    [FuseV1Options.RunAsNode]: on,
    [FuseV1Options.EnableCookieEncryption]: on,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
    [FuseV1Options.EnableNodeCliInspectArguments]: off,
    [FuseV1Options.OnlyLoadAppFromAsar]: on,
  });
  // Electron 25 has no such fuse; where there is one, file: pages have no rights of their own.
  const younger: unknown = Reflect.get(wire, FuseV1Options.GrantFileProtocolExtraPrivileges);
  expect(younger).toBe(runtime().development ? undefined : off);
});

test('the Electron that is packed came with other fuses: they were set by us', async () => {
  const wire = await getCurrentFuseWire(runtime().executable);
  expect(wire).toMatchObject({
    [FuseV1Options.EnableCookieEncryption]: off,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: on,
    [FuseV1Options.EnableNodeCliInspectArguments]: on,
    [FuseV1Options.OnlyLoadAppFromAsar]: off,
  });
});
