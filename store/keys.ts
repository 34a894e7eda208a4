/**
 * Every key and index of the one table, and nothing else. Pure: lib builds the table from it, the stores build keys
 * with it. docs/access-patterns.md lists which read uses which.
 */
export const attributes = { partition: 'pk', sort: 'sk', expiry: 'expiresAt' } as const;

/** Sparse secondary indexes: an item is in one only while it carries the two attributes. */
export const indexes = {
  /** Tickets of one resident, newest first. */
  byResident: { partition: 'residentPk', sort: 'residentSk', projection: 'ALL' },
  /** Tickets of one community, newest first. */
  byCommunity: { partition: 'communityPk', sort: 'communitySk', projection: 'ALL' },
  /** Tickets by their next alarm, in shards; the sweeper reads what is due. */
  byAlarm: { partition: 'alarmPk', sort: 'alarmSk', projection: 'KEYS_ONLY' },
  /** What a supervisor must look at, by district and kind. */
  byAttention: { partition: 'attentionPk', sort: 'attentionSk', projection: 'ALL' },
  /** Events by the minute in which they were stored; the reconciler walks it. */
  byMinute: { partition: 'minutePk', sort: 'minuteSk', projection: 'KEYS_ONLY' },
} as const;
