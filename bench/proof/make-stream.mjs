/** Writes the made stream to a file, to be used by hand: `node bench/proof/make-stream.mjs FILE [EVENTS]`. */
import { writeStream } from './made-stream.mjs';

const [file, events = '60000'] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: node bench/proof/make-stream.mjs FILE [EVENTS]');
writeStream(file, Number(events));
