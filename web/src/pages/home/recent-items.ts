/** The last items that somebody looked at on this device: ids of the catalogue, nothing about a person. */
const place = 'yizhan.recent-items';
const most = 4;

export const recentItems = (): readonly string[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string').slice(0, most) : [];
  } catch {
    return [];
  }
};

export const rememberItem = (id: string): void =>
  localStorage.setItem(place, JSON.stringify([id, ...recentItems().filter((other) => other !== id)].slice(0, most)));
