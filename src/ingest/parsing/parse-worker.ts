/** The script of a thread of the parser. */
import { parseTask } from './parse-task.ts';
import { serveTasks } from './serve-tasks.ts';

serveTasks(parseTask);
