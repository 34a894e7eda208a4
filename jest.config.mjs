export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/test/support/strip-types.cjs' },
  coverageProvider: 'v8',
  // Only for what hangs: on a machine that is busy with something else a test may take minutes.
  testTimeout: 600_000,
  maxWorkers: 2,
};
