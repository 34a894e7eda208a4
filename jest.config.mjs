export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/test/support/strip-types.cjs' },
  coverageProvider: 'v8',
  testTimeout: 60_000,
  maxWorkers: 2,
};
