import { describeBackend } from '../conformance.ts';
import { buildInMemory } from './build-in-memory.ts';

describeBackend('memory', buildInMemory);
