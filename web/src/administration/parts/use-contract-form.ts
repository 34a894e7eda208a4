/**
 * A form that is checked by the contract's own schema (docs/adr/0016-administration.md). What the service finds wrong
 * is told at its field; what somebody typed outlives a reload and a refusal, and ends when it was accepted.
 */
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type DefaultValues, type FieldValues, type Path, type Resolver, useForm } from 'react-hook-form';
import type * as z from 'zod';
import { failureIn, refusalIn } from '../../api/failure.ts';
import { useAdministrator } from '../me.ts';
import { inBoth } from '../words.ts';

/** What is not filled in is not sent: an empty text means nothing to the contract. */
export const filled = (values: unknown): unknown => {
  if (Array.isArray(values)) return values.map(filled);
  if (typeof values !== 'object' || values === null) return values;
  const isEmpty = (value: unknown): boolean =>
    value === '' || value === undefined || value === null || (typeof value === 'number' && Number.isNaN(value));
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => !isEmpty(value))
      .map(([key, value]) => [key, filled(value)]),
  );
};

/** What a schema finds wrong, as people say it. What a schema says itself, in both languages, goes before. */
export const sentenceOf = (issue: z.core.$ZodRawIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? inBoth({ zh: '请填写', en: 'fill this in' })
        : inBoth({ zh: '应为数字', en: 'must be a number' });
    case 'invalid_value':
      return inBoth({ zh: '请选择', en: 'choose one' });
    case 'too_small':
      return issue.origin === 'string'
        ? inBoth({ zh: '请填写', en: 'fill this in' })
        : inBoth({ zh: `不能小于 ${issue.minimum}`, en: `at least ${issue.minimum}` });
    case 'too_big':
      return issue.origin === 'string'
        ? inBoth({ zh: `最多 ${issue.maximum} 字`, en: `at most ${issue.maximum} characters` })
        : inBoth({ zh: `不能大于 ${issue.maximum}`, en: `at most ${issue.maximum}` });
    default:
      return inBoth({ zh: '格式不对', en: 'has the wrong format' });
  }
};

const prefix = 'yizhan.administration.';
const kept = <Values>(place: string): Values | undefined => {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
};

type Options<Schema extends z.ZodObject, Done> = {
  readonly schema: Schema;
  /** What the form holds before anybody types; `ifVersion` among it where the contract wants one. */
  readonly initial: FieldValues;
  /** Tells this form from others of the same person: what is typed is kept under it. */
  readonly name: string;
  readonly send: (body: z.output<Schema>) => Promise<Done>;
  readonly onDone: (done: Done) => void;
  /** Somebody else was quicker: time to read what is there now. */
  readonly onStale?: () => void;
};

export const useContractForm = <Schema extends z.ZodObject, Done>({
  schema,
  initial,
  name,
  send,
  onDone,
  onStale,
}: Options<Schema, Done>) => {
  const place = `${prefix}${useAdministrator().id}.${name}`;
  const [before] = useState(() => kept<FieldValues>(place));
  const [wasKept, setWasKept] = useState(before !== undefined);
  const check = zodResolver(schema as z.ZodObject, { error: sentenceOf }) as Resolver<FieldValues>;
  const form = useForm<FieldValues>({
    defaultValues: { ...initial, ...before } as DefaultValues<FieldValues>,
    resolver: (values, context, options) => check(filled(values) as FieldValues, context, options),
    // Told when it is sent, and from then on as it is put right.
    mode: 'onSubmit',
    reValidateMode: 'onChange',
  });
  const { watch, setError, reset } = form;
  useEffect(() => {
    const { unsubscribe } = watch((values) => sessionStorage.setItem(place, JSON.stringify(values)));
    return unsubscribe;
  }, [watch, place]);

  const forget = (): void => {
    sessionStorage.removeItem(place);
    setWasKept(false);
  };
  const sending = useMutation({
    mutationFn: (body: z.output<Schema>) => send(body),
    onSuccess: (done) => {
      forget();
      onDone(done);
    },
    onError: (error) => {
      if (refusalIn(error) === 'stale-version') onStale?.();
      const found = failureIn(error);
      if (found.kind !== 'refused') return;
      for (const problem of found.problem.errors ?? [])
        if ((problem.path.split('.')[0] ?? '') in initial)
          setError(problem.path as Path<FieldValues>, { type: problem.code, message: inBoth(problem) });
    },
  });
  const isStale = sending.error !== null && refusalIn(sending.error) === 'stale-version';
  return {
    form,
    submit: form.handleSubmit((body) => sending.mutateAsync(body as z.output<Schema>).catch(() => {})),
    error: isStale ? null : sending.error,
    isStale,
    isSending: sending.isPending,
    wasKept,
    /** Begins again with these values, and keeps nothing of what was typed. */
    begin: (values: FieldValues): void => {
      sending.reset();
      reset(values);
      forget();
    },
    /** What was refused has been changed: the refusal says nothing about it any more. */
    forgetError: sending.reset,
    /** The version on which what was typed is to be sent, after its writer has seen the change. */
    onVersion: (ifVersion: number): void => {
      sending.reset();
      form.setValue('ifVersion', ifVersion);
    },
  };
};
export type ContractForm = Omit<ReturnType<typeof useContractForm<z.ZodObject, unknown>>, 'form'> & {
  readonly form: ReturnType<typeof useContractForm<z.ZodObject, unknown>>['form'];
};
