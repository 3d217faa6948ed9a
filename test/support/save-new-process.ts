import { saveNew } from '../../main/init/write';

/** Saves a new file of so many bytes, and says what came of it: `save-new-process FILE BYTES`. */
const [file = '', bytes = '0'] = process.argv.slice(2);
void saveNew(file, 'x'.repeat(Number(bytes))).then((saved) => process.stdout.write(JSON.stringify(saved)));
