/** Installations to synthesize: one with its own identity provider and a department's own system, and faulty ones. */
export const police = 'arn:aws:iam::123456789012:role/police-intake';

export const city = {
  stackName: 'Nantong',
  identity: { issuer: 'https://id.example.cn/city', audience: 'yizhan' },
  departmentsWithOwnSystem: { police },
  limits: { searches: 7 },
  capacity: { write: { min: 100, max: 8_000 }, read: { min: 60, max: 6_000 } },
  dataKey: { version: 2, previous: 1 },
  indexKey: { version: 3, previous: 2 },
  webAddress: 'https://desk.example.cn/',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/0f1e2d3c',
  webAclArn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/Nantong/0f1e2d3c',
};

export const bad = {
  unknownDepartment: { departmentsWithOwnSystem: { weather: police } },
  notAPrincipal: { departmentsWithOwnSystem: { police: 'arn:aws:iam::123456789012:root' } },
  insecureIssuer: { identity: { issuer: 'http://id.example.cn', audience: 'yizhan' } },
  certificateElsewhere: { certificateArn: 'arn:aws:acm:cn-north-1:123456789012:certificate/0f1e2d3c' },
  strangeName: { stackName: '一站' },
  laterKey: { indexKey: { version: 2, previous: 2 } },
  sameTable: { table: { version: 2, beside: 2 } },
  upsideDown: { capacity: { write: { min: 9, max: 8 }, read: { min: 1, max: 2 } } },
  noLimit: { limits: { searches: 0 } },
};
