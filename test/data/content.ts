/** The seed content, read and checked by its own schemas. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { demoPeople } from '../../data/demo-person.ts';
import { catalogue, type Item } from '../../domain/catalogue.ts';
import { office, type Office } from '../../domain/office.ts';
import { region, type Region } from '../../domain/region.ts';

export const readJson = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8'));

export const content = catalogue.parse(readJson('service-catalogue.json'));
export const items: readonly Item[] = content.items;
export const regions: readonly Region[] = z
  .object({ regions: z.array(region) })
  .parse(readJson('regions.json')).regions;
export const regionByCode: ReadonlyMap<string, Region> = new Map(regions.map((region) => [region.code, region]));
export const communities = regions.filter(({ level }) => level === 4);
export const offices: readonly Office[] = z
  .object({ offices: z.array(office) })
  .parse(readJson('offices.json')).offices;
export const { people } = demoPeople.parse(readJson('demo-people.json'));

export const itemNamed = (id: string): Item => {
  const item = items.find((item) => item.id === id);
  if (!item) throw new Error(`no item ${id}`);
  return item;
};
