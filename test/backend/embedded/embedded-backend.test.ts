import { describeBackend } from '../conformance.ts';
import { describeDifferential } from '../random.ts';
import { builder, tinyTuning } from './build-embedded.ts';

describeBackend('embedded', builder());
describeBackend('embedded, in tiny blocks', builder({ tuning: tinyTuning }, 4096));

describeDifferential('embedded', builder());
describeDifferential('embedded, in tiny blocks', builder({ tuning: tinyTuning }, 4096));
