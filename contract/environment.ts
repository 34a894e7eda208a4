/**
 * What a function finds in its environment. lib binds these names when it grants the permission, the functions read
 * them through here, and nobody reads process.env elsewhere.
 */
import * as z from 'zod';

/** The queues that are not a department's own. */
export const commonQueues = ['routing', 'stations', 'notices', 'clocks'] as const;

/** Name of the queue that carries a department's work, e.g. `department-civil-affairs`. */
export const departmentQueue = (department: string): string => `department-${department}`;

/** Environment variable that holds the URL of a queue, e.g. `QUEUE_URL_DEPARTMENT_CIVIL_AFFAIRS`. */
export const queueUrlVariable = (queue: string): string => `QUEUE_URL_${queue.toUpperCase().replaceAll('-', '_')}`;

export const tableEnvironment = z.object({ TABLE_NAME: z.string().min(3) });
/** The KMS key that wraps the residents' data keys. */
export const keyEnvironment = z.object({ KEY_ID: z.string().min(1) });
