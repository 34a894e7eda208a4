/**
 * Every operation of the API, one row each. The gateway's routes, the handlers, the OpenAPI file, the local host and
 * the tests all read these rows. Each topic has a file of its own in contract/routes/; a handler takes its rows from
 * there, so that a function does not make the schemas of all.
 */
import { calendarRoutes } from './routes/calendar.ts';
import { careRoutes } from './routes/care.ts';
import { catalogueRoutes } from './routes/catalogue.ts';
import { deskRoutes } from './routes/desk.ts';
import { districtRulesRoutes } from './routes/district-rules.ts';
import { identityRoutes } from './routes/identity.ts';
import { fileRoutes } from './routes/file.ts';
import { itemRoutes } from './routes/item.ts';
import { officeRoutes } from './routes/office.ts';
import { proposalRoutes } from './routes/proposal.ts';
import { rulesRoutes } from './routes/rules.ts';
import { erasureRoutes } from './routes/erasure.ts';
import { evaluationRoutes } from './routes/evaluation.ts';
import { mandateRoutes } from './routes/mandate.ts';
import { performanceRoutes } from './routes/performance.ts';
import { paperRoutes } from './routes/paper.ts';
import { privacyRoutes } from './routes/privacy.ts';
import { ratingRoutes } from './routes/rating.ts';
import { reportRoutes } from './routes/report.ts';
import { staffRoutes } from './routes/staff.ts';
import { supervisionRoutes } from './routes/supervision.ts';
import { targetRoutes } from './routes/target.ts';
import { trackingRoutes } from './routes/tracking.ts';
import { ticketRoutes } from './routes/ticket.ts';
import { visitorRoutes } from './routes/visitor.ts';

export const routes = {
  ...catalogueRoutes,
  ...identityRoutes,
  ...ticketRoutes,
  ...trackingRoutes,
  ...ratingRoutes,
  ...paperRoutes,
  ...fileRoutes,
  ...calendarRoutes,
  ...mandateRoutes,
  ...deskRoutes,
  ...careRoutes,
  ...visitorRoutes,
  ...staffRoutes,
  ...supervisionRoutes,
  ...performanceRoutes,
  ...targetRoutes,
  ...itemRoutes,
  ...officeRoutes,
  ...rulesRoutes,
  ...districtRulesRoutes,
  ...proposalRoutes,
  ...privacyRoutes,
  ...erasureRoutes,
  ...evaluationRoutes,
  ...reportRoutes,
};
