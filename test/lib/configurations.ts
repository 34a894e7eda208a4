/** Installations to synthesize: one with its own identity provider and a department's own system, and faulty ones. */
export const police = 'arn:aws:iam::123456789012:role/police-intake';

export const city = {
  stackName: 'Nantong',
  identity: { issuer: 'https://id.example.cn/city', audience: 'yizhan' },
  departmentsWithOwnSystem: { police },
  limits: { searches: 7 },
};

export const bad = {
  unknownDepartment: { departmentsWithOwnSystem: { weather: police } },
  notAPrincipal: { departmentsWithOwnSystem: { police: 'arn:aws:iam::123456789012:root' } },
  insecureIssuer: { identity: { issuer: 'http://id.example.cn', audience: 'yizhan' } },
  strangeName: { stackName: '一站' },
  noLimit: { limits: { searches: 0 } },
};
