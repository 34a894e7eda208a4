/** The schedules of a template. */
import { randomUUID } from 'node:crypto';
import type { Functions } from './functions.ts';
import type { Model } from './resources.ts';
import { type Schedule, parseRate } from './schedules.ts';
import { account, region } from './template.ts';

/** What EventBridge hands to a function whose target sets no input of its own. */
const scheduledEvent = (source: string, resource: string, at: number): object => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source,
  account,
  time: `${new Date(at).toISOString().slice(0, 19)}Z`,
  region,
  resources: [resource],
  detail: {},
});

const isOn = ({ properties }: { properties: { State: string } }): boolean => properties.State === 'ENABLED';

/** The schedules that are switched on. */
export const schedulesOf = (model: Model, functions: Functions): Schedule[] => {
  const schedule = (
    source: string,
    {
      names,
      properties,
    }: { names: { attributes: Readonly<Record<string, string>> }; properties: { ScheduleExpression: string } },
    target: { Arn: string; Input?: string | undefined },
  ): Schedule => {
    const fn = functions.behind(target.Arn);
    const resource = names.attributes['Arn'] ?? '';
    return {
      name: fn.spec.name,
      rate: parseRate(properties.ScheduleExpression),
      run: (at) => fn.invoke(target.Input ? JSON.parse(target.Input) : scheduledEvent(source, resource, at)),
    };
  };
  return [
    ...model
      .of('AWS::Events::Rule')
      .filter(isOn)
      .flatMap((rule) => rule.properties.Targets.map((target) => schedule('aws.events', rule, target))),
    ...model
      .of('AWS::Scheduler::Schedule')
      .filter(isOn)
      .map((one) => schedule('aws.scheduler', one, one.properties.Target)),
  ];
};
