/** One request for each of the plan's five departments (R3D-26), from five communities, by five people and channels. */
export type Story = {
  department: string;
  itemId: string;
  mode: 'proxy' | 'transfer' | 'instant' | 'consult';
  /** Whose matter it is, and who types it. */
  resident: string;
  filer: string;
  channel: 'web' | 'counter' | 'hotline' | 'home-visit';
  /** How the department ends it. */
  outcome: 'granted' | 'done' | 'answered';
  level: 1 | 2 | 3 | 4 | 5;
};

export const stories: readonly Story[] = [
  {
    department: 'police',
    itemId: 'residence-registration',
    mode: 'proxy',
    resident: 'resident-zhou',
    filer: 'resident-zhou',
    channel: 'web',
    outcome: 'granted',
    level: 5,
  },
  {
    department: 'civil-affairs',
    itemId: 'old-age-allowance',
    mode: 'proxy',
    resident: 'resident-shen',
    filer: 'clerk-lin',
    channel: 'home-visit',
    outcome: 'granted',
    level: 5,
  },
  {
    department: 'human-resources',
    itemId: 'unemployment-registration',
    mode: 'proxy',
    resident: 'resident-liu',
    filer: 'clerk-320613002001',
    channel: 'counter',
    outcome: 'done',
    level: 4,
  },
  {
    department: 'health',
    itemId: 'family-doctor',
    mode: 'instant',
    resident: 'resident-gu',
    filer: 'clerk-320681100001',
    channel: 'counter',
    outcome: 'done',
    level: 5,
  },
  {
    department: 'housing',
    itemId: 'property-complaint',
    mode: 'transfer',
    resident: 'resident-wang',
    filer: 'clerk-320614103201',
    channel: 'hotline',
    outcome: 'done',
    level: 3,
  },
  // A question for a department, so that all four modes are travelled.
  {
    department: 'education',
    itemId: 'school-enrolment-consult',
    mode: 'consult',
    resident: 'resident-chen',
    filer: 'resident-chen',
    channel: 'web',
    outcome: 'answered',
    level: 4,
  },
];

/** The story of one department. */
export const storyOf = (department: string): Story => {
  const story = stories.find((each) => each.department === department);
  if (!story) throw new Error(`no story of ${department}`);
  return story;
};
