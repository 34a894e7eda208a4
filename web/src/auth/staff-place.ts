/** Where somebody of staff works: which part of the pages is theirs. Residents have none. */
export type StaffPlace = '/workbench' | '/supervision' | '/administration';

const ofRole: Readonly<Record<string, StaffPlace>> = {
  supervisor: '/supervision',
  arbiter: '/supervision',
  auditor: '/supervision',
  administrator: '/administration',
};

export const staffPlaceOf = ({
  role,
  officeId,
}: {
  role: string | null;
  officeId: string | null;
}): StaffPlace | undefined => {
  if (role === null) return undefined;
  return officeId === null ? ofRole[role] : '/workbench';
};
