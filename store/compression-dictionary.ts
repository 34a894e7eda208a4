/**
 * What rows say again and again, as their JSON says it: the rarest first, the most frequent last, where deflate finds it
 * cheapest. Whoever unpacks a row needs exactly these bytes, so they never change: a better dictionary is another
 * constant beside this one, with the next number (compression.ts).
 */
export const dictionary = [
  // Words of the catalogue and of what ends.
  '"civil-affairs"human-resources"health-family"housing"education"market"justice"public-affairs"disabled-persons"urban-management"transport"medical-insurance',
  '"elderly-80","empty-nest","disabled","low-income","left-behind-child","floating","tenant","veteran","special-family","serious-illness"',
  '"consult"transfer"instant"licensing"hotline"counter"home-visit"urgent"priority"agent"denied"answered"done"explained"declined"expired"',
  // Events, and what only one kind of them has.
  '{"type":"QuestionExpired{"type":"ReferredToArbiter{"type":"OfficeAssigned{"type":"CardEscalated","to":"city"district"street',
  '{"type":"CardDecided","card":"PROMISE-1-yellow","level":"yellow","unit":"","decision":"upheld"cancelled{"type":"Merged","into":"01M',
  '{"type":"FollowerJoined","joined":"01M{"type":"ReopenRequested{"type":"Reopened{"type":"Refused{"type":"Withdrawn{"type":"Lapsed{"type":"Noted',
  '{"type":"SpecialStepBegun{"type":"SpecialStepEnded","step":"{"type":"StepDelivered{"type":"StepDone{"type":"Released{"type":"Transferred{"type":"Returned","reason":"',
  '{"type":"SupplementRequested","materials":["","second":false,{"type":"Supplemented{"type":"ResidentAsked{"type":"ResidentAnswered{"type":"Extended","by":{"n":5,"unit":"wd"},',
  '"moved":[{"name":"PROMISE","generation":1,"was":"20","stops":[{"from":"20","reason":{"zh":"等待居民答复","en":"waiting for the resident to answer"},"to":"20',
  '"}],"extension":{"n":5,"unit":"wd"},"due":"20{"type":"AlarmRaised{"type":"CardExplained","answerBy":"20',
  '{"kind":"denied","operation":"GET /tickets/{id}","refused":"not-allowed"not-found","target":"","chain":"20#1","actor":{"id":"","role":"clerk"officer"supervisor"administrator"auditor"resident","officeId":"',
  '{"type":"GroupAdded","group":"","from":"20","to":null,"source":"department","enters":true,"covers":null,"at":"20',
  '{"type":"Served","ticketId":"01M","servedAt":"20","covers":"20-Q4{"type":"QuarterMissed","quarter":"20-Q4","card":{"id":"20-Q4-yellow","level":"yellow',
  '"actor":{"kind":"system","id":"seed"},"subject":{"residentId":"","communityCode":"3206","stationId":"station-3206","restricted":false},"sequence":1,"sealed":"',
  '{"type":"Submitted","itemId":"","itemVersion":1,"mode":"proxy","regime":"service","reference":"","residentId":"","filedBy":{"kind":"agent","id":"","mandateId":"01M',
  '"},"stationId":"station-3206","lane":"ordinary","tags":[],"needId":"01M","papers":[{"id":"01M","material":"","reused":true,"sequence":1}],',
  '"collected":{"fieldsKnown":0,"fieldsAsked":1,"papersGiven":0,"papersReused":0},"receivedOn":"20","window":{"from":"20","limit":{"n":5,"unit":"wd"},',
  '{"type":"Accepted","acceptedOn":"20","deemed":false,"steps":[],"papersVerified":["01M',
  '{"type":"Routed","officeId":"","routing":1,"rule":"@3206{"type":"Rated","level":5,"reasons":[],"onBehalf":false,"mode":"app","clocks":[],',
  '{"type":"Resolved","outcome":"granted","window":{"from":"20","limit":{"n":30,"unit":"d"},"endsAt":"20',
  'T17:30:00.000+08:00","provisional":false,"calendar":"2004-20v1+law795"},"elapsed":{"office:":0},"heldMs":0,"ticketId":"01M',
  '{"type":"Claimed","handlerId":"","ticketId":"01M{"type":"Delivered","officeId":"","routing":0,"messageId":"-4{"type":"Signed","ticketId":"01M","sequence":8,"at":"20',
  '+08:00","actor":{"kind":"system","id":"clock"},"actor":{"kind":"system","id":"routing"},"actor":{"kind":"system","id":"delivery"},',
  '"actor":{"kind":"resident","id":"resident-"},"subject":{"communityCode":"3206","department":"","channel":"web","special":false,"groups":[],"restricted":false,"itemId":"","mode":"proxy","residentId":"',
  '"actor":{"kind":"staff","id":"","officeId":"police-3206"},"subject":{"communityCode":"3206","itemId":"","department":"police","mode":"proxy","channel":"web","special":false,"restricted":false,"groups":[],"residentId":"resident-',
  '","generation":1,"stationId":"station-3206","officeId":"station-3206"},"ended":[{"name":"PROMISE","generation":1,"outcome":"met","booked":false},',
  '{"name":"RETURN","generation":1,"outcome":"cancelled","booked":false}],"sealed":"},"ended":[],"sealed":"',
  // The snapshot, in the order of its fields.
  '"awaiting-supplement"returned"in-arbitration"awaiting-resident"in-special-step"rectifying"calling-back"reopen-requested"refused"withdrawn"lapsed"merged',
  '{"id":"01M","reference":"","sequence":1,"version":1,"state":"submitted"accepted"routed"in-progress"resolved"closed","generation":1,"itemId":"","itemVersion":1,"department":"',
  '","mode":"proxy","regime":"service","channel":"web","communityCode":"3206","residentId":"resident-","filedBy":{"kind":"resident","id":"resident-"},"lane":"ordinary","special":false,"restricted":false,"groups":[],"filedAt":"20',
  '+08:00","receivedOn":"20","stationId":"station-3206","officeId":null,"routing":0,"unmatched":false,"delivered":false,"officeId":"","routing":1,"unmatched":false,"delivered":true,"handlerId":null,"handlerId":"',
  '","holder":{"kind":"resident"},"holder":{"kind":"station","id":"station-3206"},"holder":{"kind":"office","id":"police-3206"},"holder":{"kind":"none"},"heldSince":"20',
  '+08:00","elapsed":{"station:station-3206":1,"office:police-3206":1},"elapsed":{},"clocks":[',
  '{"name":"STEP","step":"{"name":"ANSWER{"name":"STATUTORY","generation":1,"start":"20T17:30:00.000+08:00","limit":{"n":20,"unit":"wd"},"due":"20T17:30:00.000+08:00","provisional":true,"calendar":"2004-20v1+law795","rule":"R1","alarms":{"warning":"20',
  'T17:30:00.000+08:00","missed":"20T17:30:00.000+08:00","red":"20T17:30:00.000+08:00"},"stops":[],"raised":[],"status":"running"},',
  '{"name":"RETURN","generation":1,"start":"20+08:00","limit":{"n":2,"unit":"wd"},"due":"20T17:30:00.000+08:00","provisional":false,"calendar":"2004-20v1+law795","rule":"R1","alarms":{},"stops":[],"raised":[],"status":"running"}',
  '{"name":"SIGN","generation":1,"start":"20+08:00","limit":{"n":4,"unit":"wh"},"due":"20T14:30:00.000+08:00","provisional":false,"calendar":"2004-20v1+law795","rule":"R1","alarms":{"warning":"20T13:42:00.000+08:00","missed":"20T14:30:00.000+08:00","yellow":"20',
  'T17:30:00.000+08:00"},"stops":[],"raised":["warning","missed"],"status":"missed","status":"cancelled","endedAt":"20',
  '+08:00"},{"name":"PROMISE","generation":1,"start":"20T17:30:00.000+08:00","limit":{"n":1,"unit":"wd"},"due":"20T17:30:00.000+08:00","provisional":false,"calendar":"2004-20v1+law795","rule":"R1","alarms":{"notice":"20T14:00:00.000+08:00","warning":"20T16:06:00.000+08:00","missed":"20T17:30:00.000+08:00","yellow":"20T17:30:00.000+08:00","red":"20T17:30:00.000+08:00"}',
  ',"stops":[],"raised":[],"status":"met","endedAt":"20+08:00"},{"name":"ACCEPT","generation":1,"start":"20T17:30:00.000+08:00","limit":{"n":1,"unit":"wd"},"due":"20T17:30:00.000+08:00","provisional":false,"calendar":"2004-20v1+law795","rule":"R1","alarms":{"warning":"20T12:00:00.000+08:00","missed":"20T17:30:00.000+08:00","yellow":"20T17:30:00.000+08:00"},"stops":[],"raised":[],"status":"met","endedAt":"20',
  '+08:00"}],"cards":[{"id":"PROMISE-1-yellow","level":"yellow","at":"20","unit":"","rung":"street","explained":false,"answerBy":"20+08:00"}],"cards":[],"steps":[{"id":"","officeId":"","status":"done"}],"cards":[],"steps":[],"returnedBy":[],"arbitrated":false,"supplements":0,"specialSteps":[],"followers":0,"actedBy":["',
  '"],"window":{"from":"20","limit":{"n":5,"unit":"wd"},"endsAt":"20T17:30:00.000+08:00","provisional":false,"calendar":"2004-20v1+law795"},"acceptedOn":"20","settledAt":"20+08:00","outcome":"granted","resolvedBy":"","rating":{"level":5,"at":"20+08:00","generation":1}}',
].join('');
