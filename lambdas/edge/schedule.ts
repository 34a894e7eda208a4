/** The schedule edge: with the time at which it really runs. */
import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import { type Instant } from '../../domain/time.ts';
import { now } from './clock.ts';
import * as log from './log.ts';

export const onSchedule = (name: string, work: (now: Instant) => Promise<log.Line>) =>
  middy<ScheduledEvent, void>().handler(async () => {
    log.info(name, await work(now()));
  });
