/** Everything that needs no sign-in. */
import { serve } from './edge/http.ts';
import { getItem, listItems } from './http/browse-catalogue.ts';
import { getRegion, listRegions } from './http/browse-regions.ts';
import { getCalendarYear } from './http/calendar-years.ts';
import { getCommunityPage } from './http/get-community-page.ts';
import { getConfiguration } from './http/get-configuration.ts';
import { getHealth } from './http/get-health.ts';
import { getOpenApi } from './http/get-open-api.ts';
import { trackTicket } from './http/track-ticket.ts';

export const handler = serve([
  getHealth,
  getOpenApi,
  getConfiguration,
  listItems,
  getItem,
  listRegions,
  getRegion,
  getCalendarYear,
  getCommunityPage,
  trackTicket,
]);
