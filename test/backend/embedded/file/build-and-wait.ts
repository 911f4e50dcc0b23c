/** A process that begins to build the database at a path, says so, and waits to be killed. */
import { createEmbeddedWriter } from '../../../../src/backend/index.ts';
import { entry } from '../../build-query.ts';

const writer = createEmbeddedWriter(process.argv[2]!);
writer.write(entry('x', { _x_name: 'n' }), { line: 1 });
process.stdout.write('building\n');
setInterval(() => writer.write(entry('y'), { line: 2 }), 100);
