import { Aws, CfnOutput, Duration, Lazy, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { uploadsQueue } from '../contract/environment.ts';
import type { Budgets } from '../contract/limits.ts';
import type { Route } from '../contract/route.ts';
import { routes } from '../contract/routes.ts';
import { AnchorsBucket } from './anchors-bucket.ts';
import { Alarms } from './alarms.ts';
import { DepartmentQueues, type DepartmentSystems, WorkQueue } from './department-queues.ts';
import type { FunctionName } from './functions.ts';
import { ServiceApi } from './http-api.ts';
import { type Identity, UserPoolIdentity } from './identity.ts';
import type { CapacityChoice, TableChoice } from './configuration.ts';
import { ConsoleRights } from './console-rights.ts';
import { Keys, type KeysProps } from './keys.ts';
import { PapersBucket } from './papers-bucket.ts';
import { keyIdsOf, ServiceFunction } from './service-function.ts';
import { TicketTable } from './ticket-table.ts';
import { WebFirewall } from './web-firewall.ts';
import { WebSite } from './web-site.ts';
import { Workers } from './workers.ts';

/** Below the gateway's 30 seconds, so that our own answer comes first. */
const requestTimeout = Duration.seconds(10);
const workTimeout = Duration.seconds(30);
const streamTimeout = Duration.seconds(60);
/** Notices and numbers may be some seconds late: what is done together shares its rows and runs, and costs a fraction. */
const gathering = { notices: Duration.seconds(5), numbers: Duration.seconds(20) };
/** A sweep ends before the next one starts. */
const sweepTimeout = Duration.seconds(55);

export type ServiceDeskStackProps = StackProps &
  KeysProps & {
    /** Folder with one bundle per function, see lib/bundle.ts. */
    readonly bundles: string;
    /** Ids of the departments that get a queue. */
    readonly departments: readonly string[];
    readonly departmentsWithOwnSystem: DepartmentSystems;
    /** Whose tokens the API accepts; without it a user pool is created. */
    readonly identity?: Identity | undefined;
    /** Where people open the web pages; without it, the address of the CDN. */
    readonly webAddress?: string | undefined;
    /** Which table is worked on, and which other one is held. */
    readonly table: TableChoice;
    readonly capacity?: CapacityChoice | undefined;
    /** Days for which things are kept, by name. */
    readonly retention: Readonly<Record<string, number>>;
    /** How often one caller may do what in an hour. */
    readonly limits: Budgets;
    /** ARN (us-east-1) of the certificate for `webAddress`; without it another door stands before the CDN. */
    readonly certificateArn?: string | undefined;
    /** ARN of a firewall that exists; without it one is made here, which is possible in us-east-1 only. */
    readonly webAclArn?: string | undefined;
  };

/** The service desk: wires the constructs, and says which function may touch what. */
export class ServiceDeskStack extends Stack {
  constructor(scope: Construct, id: string, props: ServiceDeskStackProps) {
    super(scope, id, { description: 'Yizhan: one-stop service desk for communities', ...props });
    Tags.of(this).add('application', 'yizhan');
    Tags.of(this).add('installation', this.stackName);

    const tableOf = (version: number) => new TicketTable(this, TicketTable.idOf(version), props);
    const table = tableOf(props.table.version);
    if (props.table.beside !== undefined) tableOf(props.table.beside);
    const keys = new Keys(this, 'Keys', props);
    const anchors = new AnchorsBucket(this, 'Anchors');
    const queues = new DepartmentQueues(this, 'Queues', { ...props, consumerTimeout: workTimeout });
    const { routing, stations, notices, clocks } = queues.common;
    const api = new ServiceApi(this, 'Api');
    const uploads = new WorkQueue(this, 'Uploads', { workName: uploadsQueue, consumerTimeout: workTimeout });
    const bucketName = `${this.stackName.toLowerCase()}-papers-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
    const objects = `https://s3.${Aws.REGION}.${Aws.URL_SUFFIX}/${bucketName}`;
    const identity =
      props.identity ??
      new UserPoolIdentity(this, 'Identity', { webAddress: Lazy.string({ produce: () => webAddress }) });
    // The id of a key is drawn by KMS and told to nobody outside. Who knew it could choose under which address they are counted.
    const cdnMark = keys.pseudonyms.keyId;
    const web = new WebSite(this, 'Web', {
      mark: cdnMark,
      apiAddress: api.api.apiEndpoint,
      rows: Object.values(routes),
      // The bucket itself and what lies in it; it must not name the bucket, which itself names these pages.
      reachable: [objects, `${objects}/`, ...identity.origins],
      webAclArn: props.webAclArn ?? new WebFirewall(this, 'Firewall').arn,
      ownName:
        props.webAddress !== undefined && props.certificateArn !== undefined
          ? { domainName: new URL(props.webAddress).hostname, certificateArn: props.certificateArn }
          : undefined,
    });
    const webAddress = props.webAddress ?? web.url;
    const webOrigin = `https://${props.webAddress === undefined ? web.distribution.distributionDomainName : new URL(props.webAddress).host}`;
    const papers = new PapersBucket(this, 'PapersBucket', { bucketName, webOrigin, uploads });
    const workers = new Workers(this, 'Workers');

    const rows: Route[] = Object.values(routes);
    const functions: ServiceFunction[] = [];
    const fn = (name: FunctionName, timeout: Duration, description: string): ServiceFunction => {
      const created = new ServiceFunction(this, { name, bundles: props.bundles, timeout, description });
      functions.push(created);
      return created;
    };

    const http = {
      public: fn('public', requestTimeout, 'Operations that need no token')
        .readsTable(table)
        .makesReceipts(keys.receipts),
      tickets: fn('tickets', requestTimeout, 'Ticket operations of every signed-in caller')
        .readsTable(table)
        .writesTable(table)
        .makesDataKeys(keys.residents)
        .computesBlindIndex(keys.blindIndex)
        .makesReceipts(keys.receipts),
      papers: fn('papers', requestTimeout, 'Forms that upload papers and links that open them')
        .readsTable(table, ['byResident'])
        .writesTable(table)
        .usesPapers(papers, { PutObject: ['incoming'], GetObject: ['checked'] }),
      desk: fn('desk', requestTimeout, 'Boards, residents and search')
        .readsTable(table)
        .writesTable(table)
        .makesDataKeys(keys.residents)
        .computesBlindIndex(keys.blindIndex)
        .makesReceipts(keys.receipts),
      supervision: fn('supervision', requestTimeout, 'Numbers, cards and administration')
        .readsTable(table)
        .writesTable(table),
    };

    for (const [name, serving] of Object.entries(http))
      if (rows.some((row) => row.function === name && row.limit)) serving.limitsCallers(table, props.limits, cdnMark);

    const worker = (name: FunctionName, description: string): ServiceFunction =>
      fn(name, workTimeout, description).readsTable(table).writesTable(table);
    const receiveWork = worker('receive-work', "Puts routed work on the office's board");
    workers.consume(routing, worker('route-ticket', 'Finds the office that answers'), { concurrency: 10 });
    workers.consume(stations, receiveWork, { concurrency: 10 });
    workers.consume(notices, worker('send-notice', 'Tells the resident'), {
      concurrency: 10,
      window: gathering.notices,
    });
    const raiseCard = worker('raise-card', 'What time does to a ticket: alarms, cards, windows, overdue deliveries');
    workers.consume(clocks, raiseCard, { concurrency: 5 });
    for (const { queue, ownSystem } of queues.departments)
      workers.consume(queue, receiveWork, { concurrency: 5, enabled: !ownSystem });

    const checkPaper = fn('check-paper', workTimeout, 'Looks into papers that have come')
      .readsTable(table, [])
      .writesTable(table)
      .usesPapers(papers, {
        GetObject: ['incoming'],
        PutObject: ['checked'],
        DeleteObject: ['incoming', 'checked'],
      });
    workers.consume(uploads, checkPaper, { concurrency: 5 });

    const publishEvents = fn('publish-events', streamTimeout, 'Sends new events to the queues that want them')
      .readsTable(table)
      .writesTable(table);
    const countEvents = fn('count-events', streamTimeout, 'Counts new events')
      .readsTable(table, [])
      .writesTable(table)
      .writesBatches(table)
      .makesPseudonyms(keys.pseudonyms);
    workers.follow(table, publishEvents);
    workers.follow(table, countEvents, gathering.numbers);

    const sweepClocks = fn('sweep-clocks', sweepTimeout, 'Finds the clocks that are due')
      .readsTable(table, ['byAlarm'])
      .sendsTo(clocks);
    const reconcileEvents = fn('reconcile-events', sweepTimeout, 'Publishes and counts again what the stream lost')
      .readsTable(table)
      .writesTable(table)
      .writesBatches(table)
      .makesPseudonyms(keys.pseudonyms);
    workers.every(Duration.minutes(1), sweepClocks);
    workers.every(Duration.minutes(1), reconcileEvents);
    const anchorChains = fn('anchor-chains', Duration.minutes(5), 'Writes down how far every hash chain has come')
      .readsTable(table, ['byDay'])
      .writesTable(table)
      .writesAnchors(anchors);
    workers.every(Duration.hours(1), anchorChains);
    const dropPapers = fn('drop-papers', streamTimeout, 'Deletes papers that no request uses')
      .readsTable(table, ['byDay'])
      .writesTable(table)
      .usesPapers(papers, { DeleteObject: ['incoming', 'checked'] });
    workers.every(Duration.days(1), dropPapers);
    const eraseResidents = fn('erase-residents', Duration.minutes(5), 'Erases residents whose time has come')
      .readsTable(table, ['byDay', 'byResident'])
      .writesTable(table)
      .opensDataKeys(keys.residents)
      .computesBlindIndex(keys.blindIndex)
      .usesPapers(papers, {
        DeleteObject: ['incoming', 'checked'],
        DeleteObjectVersion: ['incoming', 'checked'],
      })
      .listsPaperVersions(papers)
      .notesErasures(anchors);
    workers.every(Duration.hours(1), eraseResidents);
    const dropContent = fn('drop-content', Duration.minutes(5), 'Takes away what has been kept for long enough')
      .readsTable(table, ['byDay'])
      .writesTable(table)
      .usesPapers(papers, {
        DeleteObject: ['incoming', 'checked'],
        DeleteObjectVersion: ['incoming', 'checked'],
      })
      .listsPaperVersions(papers);
    workers.every(Duration.days(1), dropContent);
    for (const queue of queues.all) {
      publishEvents.sendsTo(queue);
      raiseCard.sendsTo(queue);
      reconcileEvents.sendsTo(queue);
    }

    http.public.announces(identity);
    api.serve(rows, http, identity);

    const alarms = new Alarms(this, 'Alarms', {
      api,
      queues: [
        ...[...Object.values(queues.common), uploads].map((queue) => ({ queue, ownSystem: false })),
        ...queues.departments,
      ],
      streamFailures: workers.streamFailures,
      functions,
      followers: [publishEvents, countEvents],
      sweeper: sweepClocks,
    });

    const rights = new ConsoleRights(this, 'ConsoleRights', { table, keys });

    const output = (name: string, value: string): CfnOutput => new CfnOutput(this, name, { value });
    output('WebUrl', webAddress);
    output('WebBucketName', web.bucket.bucketName);
    output('WebDomainName', web.distribution.distributionDomainName);
    output('ApiUrl', api.url);
    output('TableName', table.tableName);
    output('PapersBucketName', papers.bucketName);
    output('AnchorsBucketName', anchors.bucketName);
    output('DataKeys', keyIdsOf(keys.residents));
    output('IndexKeys', keyIdsOf(keys.blindIndex));
    output('RotationPolicyArn', rights.rotation.managedPolicyArn);
    output('Issuer', identity.issuer);
    output('Audience', identity.audience);
    output('ClientId', identity.clientId);
    output('OperationsTopicArn', alarms.topic.topicArn);
    if (identity instanceof UserPoolIdentity) {
      output('UserPoolId', identity.pool.userPoolId);
      output('SignInUrl', identity.signInUrl);
    }
  }
}
