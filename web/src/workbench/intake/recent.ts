/** What was filed lately at this computer: the next matter is mostly one of these. Ids of the catalogue, nobody's data. */
const place = 'yizhan.filed-items';
const most = 6;

export const filedLately = (): readonly string[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string') : [];
  } catch {
    return [];
  }
};

export const keepFiled = (itemId: string): void =>
  localStorage.setItem(place, JSON.stringify([itemId, ...filedLately().filter((id) => id !== itemId)].slice(0, most)));
