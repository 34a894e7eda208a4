// Jest transform: Node's own type stripping, so tests run the very code that Node runs, with true line numbers.
const { stripTypeScriptTypes } = require('node:module');
const { createHash } = require('node:crypto');

module.exports = {
  process: (source) => ({ code: stripTypeScriptTypes(source, { mode: 'strip' }) }),
  getCacheKey: (source, path) =>
    createHash('sha256').update(source).update('\0').update(path).update(process.version).digest('hex'),
};
