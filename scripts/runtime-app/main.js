// Stands in for Electron's own default app in the development runtime: runs the folder named by the first argument.
const fs = require('node:fs');
const path = require('node:path');
const { app } = require('electron');

const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (named === undefined) {
  process.stderr.write('Usage: electron <folder of an app> [arguments]\n');
  app.exit(2);
} else {
  const folder = path.resolve(named);
  const { name, productName, version, main } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  app.setVersion(version);
  app.setName(productName ?? name);
  app.setAppPath(folder);
  require(path.join(folder, main));
}
