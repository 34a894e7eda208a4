/** What people call a number of `counts`. */
import { useSupervisionWords } from '../words.ts';

export const useFactName = () => {
  const { s, w, t } = useSupervisionWords();
  return (fact: string): string => {
    const [name = '', of = ''] = fact.split('.');
    const plain = s.facts[name as keyof typeof s.facts];
    switch (name) {
      case 'met':
      case 'missed':
        return `${t(`clocks.${of as 'PROMISE'}`)} · ${plain ?? name}`;
      case 'rating':
      case 'secondRating':
      case 'ratingExcluded':
        return `${plain ?? name} ${w.options[of as '5'] ?? of}`;
      case 'card':
      case 'cardCancelled':
        return `${plain ?? name} ${w.cards.levels[of as 'red'] ?? of}`;
      default:
        return plain ?? fact;
    }
  };
};
