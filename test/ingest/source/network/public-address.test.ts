import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../../../src/ingest/source/network/public-address.ts';

const publicAddresses = [
  '1.1.1.1',
  '8.8.8.8',
  '188.184.98.238',
  '172.32.0.1',
  '100.128.0.1',
  '169.253.0.1',
  '223.255.255.254',
  '2001:1458:d00:61::100:212',
  '2606:4700:4700::1111',
  '::ffff:8.8.8.8',
  '::8.8.8.8',
  '::ffff:0:8.8.8.8',
  '64:ff9b::8.8.8.8',
  '2002:808:808::1',
  '2001:0:808:808:0:0:f7f7:f7f7',
];

const otherAddresses: Readonly<Record<string, readonly string[]>> = {
  'this host and network': ['0.0.0.0', '0.1.2.3', '127.0.0.1', '127.255.255.255', '::', '::1'],
  private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.0.1', 'fc00::1', 'fd12:3456::1'],
  'link-local': ['169.254.0.1', '169.254.169.254', 'fe80::1', 'febf::1', 'fe80::1%eth0'],
  'site-local': ['fec0::1'],
  'metadata of clouds': [
    '169.254.169.254',
    'fd00:ec2::254',
    '100.100.100.200',
    '192.0.0.192',
    '168.63.129.16',
  ],
  'carrier-grade NAT': ['100.64.0.1', '100.127.255.255'],
  multicast: ['224.0.0.1', '239.255.255.255', 'ff02::1', 'ff0e::1'],
  'broadcast and reserved': ['255.255.255.255', '240.0.0.1', '192.0.0.1', '192.88.99.1'],
  'documentation and benchmarking': [
    '192.0.2.1',
    '198.51.100.1',
    '203.0.113.1',
    '198.18.0.1',
    '198.19.255.255',
    '2001:db8::1',
    '2001:2::1',
    '3fff::1',
  ],
  'never given out': ['1::1', '4000::1', '5f00::1', '100::1', 'abcd::1', '2001:10::1', '2001:20::1'],
  'IPv4-mapped': ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:169.254.169.254', '::ffff:10.0.0.1'],
  'IPv4-compatible': ['::127.0.0.1', '::7f00:1', '::a9fe:a9fe'],
  'IPv4-translated': ['::ffff:0:127.0.0.1', '::ffff:0:10.0.0.1'],
  NAT64: ['64:ff9b::7f00:1', '64:ff9b::169.254.169.254', '64:ff9b:1::8.8.8.8'],
  '6to4': ['2002:7f00:1::', '2002:a9fe:a9fe::1', '2002:c0a8:1::1'],
  'Teredo, by server and by client': ['2001:0:7f00:1::f7f7:f7f7', '2001:0:808:808::80ff:fffe'],
  'no plain address': ['', 'localhost', '0177.0.0.1', '0x7f.1', '2130706433', '127.1', '[::1]', '8.8.8.8.'],
};

describe('isPublicAddress', () => {
  it.each(publicAddresses)('takes %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  const rows = Object.entries(otherAddresses).flatMap(([why, list]) => list.map((address) => [why, address]));
  it.each(rows)('leaves out %s: %s', (_why, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it('judges an IPv4 address the same in all its IPv6 forms', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const bytes = address.split('.').map(Number);
        const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
        const pair = `${hex.slice(0, 4)}:${hex.slice(4)}`;
        const forms = [`::ffff:${address}`, `::ffff:${pair}`, `64:ff9b::${pair}`, `2002:${pair}::1`];
        for (const form of forms) {
          expect(isIP(form)).toBe(6);
          expect(isPublicAddress(form), form).toBe(isPublicAddress(address));
        }
      }),
    );
  });
});
