/**
 * The rules of the domain bring zod along. By default it writes functions as text, which the pages' policy forbids, and
 * each attempt is an error in the console. Imported before the rules.
 */
import * as z from 'zod';

z.config({ jitless: true });
