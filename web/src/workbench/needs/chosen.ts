/** Where the people chosen for a visit list wait for its page: ids only, for whoever chose them, until the tab is closed. */
export const chosenPlace = (workerId: string): string => `yizhan.visit-list.${workerId}`;

export const readChosen = (workerId: string): string[] => {
  try {
    return JSON.parse(sessionStorage.getItem(chosenPlace(workerId)) ?? '[]') as string[];
  } catch {
    return [];
  }
};
