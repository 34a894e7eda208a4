/** Whose budget somebody without a token spends: the network they come from, whatever they say of it. */
import { describe, expect, test } from '@jest/globals';
import { markHeader } from '../../contract/environment.ts';
import { addressOf, networkOf } from '../../lambdas/edge/address.ts';

const mark = '0f7c2e5a-3b1d-4c7e-9a35-5c1f0d8b6e42';
const cdn = '64.252.70.1';
const viewer = '203.0.113.7';

describe('the address', () => {
  test.each([
    { name: 'of a connection is what the gateway saw', passed: undefined, marked: false, is: cdn },
    { name: 'is not what somebody writes', passed: viewer, marked: false, is: cdn },
    { name: 'is not what somebody writes who does not know the mark', passed: viewer, marked: 'no', is: cdn },
    { name: 'behind the CDN is what the CDN saw', passed: viewer, marked: true, is: viewer },
    { name: 'is so with the gateway behind', passed: `${viewer}, ${cdn}`, marked: true, is: viewer },
    { name: 'is the last one, not what was there before', passed: `1.1.1.1, ${viewer}`, marked: true, is: viewer },
    { name: 'is the last but the gateway’s', passed: `1.1.1.1,${viewer}, ${cdn}`, marked: true, is: viewer },
    { name: 'is the connection where the CDN says nothing', passed: undefined, marked: true, is: cdn },
    { name: 'is the connection where there is no other', passed: cdn, marked: true, is: cdn },
    { name: 'may be a new one', passed: '2001:db8::1', marked: true, is: '2001:db8::1' },
  ])('$name', ({ passed, marked, is }) => {
    const headers = {
      ...(passed === undefined ? {} : { 'x-forwarded-for': passed }),
      ...(marked === false ? {} : { [markHeader]: marked === true ? mark : marked }),
    };
    expect(addressOf({ sourceIp: cdn, headers }, mark)).toBe(is);
  });
});

test.each([
  { address: '203.0.113.7', network: '203.0.113.7' },
  { address: '::ffff:203.0.113.7', network: '203.0.113.7' },
  { address: '2001:db8:1:2:3:4:5:6', network: '2001:db8:1:2' },
  { address: '2001:DB8:0001:0002::1', network: '2001:db8:1:2' },
  { address: '2001:db8::1', network: '2001:db8:0:0' },
  { address: '::1', network: '0:0:0:0' },
  { address: 'fe80::', network: 'fe80:0:0:0' },
])('$address spends as $network', ({ address, network }) => {
  expect(networkOf(address)).toBe(network);
});
