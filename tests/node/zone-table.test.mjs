// Named zones as tables of offsets, held to what the platform says of single instants.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zoneTable } from '../../www/zone-table.js';

const HOUR_MS = 3_600_000;
const [FIRST_MS, LAST_MS] = [Date.UTC(2024, 0, 3, 5), Date.UTC(2027, 0, 9, 17)];

/** Minutes east of UTC, by the platform. */
function offsetAt(zone, ms) {
  const shown = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(ms).find(({ type }) => type === 'timeZoneName').value;
  const [, sign, hours, minutes] = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(shown);
  return hours === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

const tableOffset = ({ transitions }, ms) => transitions.findLast(([from]) => from <= ms)[1];

// Casablanca leaves its offset for a month a year, Lord Howe moves by half an hour, Apia and Kathmandu stand far out.
for (const zone of ['America/New_York', 'Europe/London', 'Africa/Casablanca', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'Asia/Shanghai']) {
  test(`the table of ${zone} has the offset of every instant, to the minute around each change`, () => {
    const table = zoneTable(zone, FIRST_MS, LAST_MS);
    assert.ok(table.transitions[0][0] <= FIRST_MS);
    for (let ms = FIRST_MS; ms <= LAST_MS; ms += 7 * HOUR_MS) assert.equal(tableOffset(table, ms), offsetAt(zone, ms), new Date(ms).toISOString());
    for (const [at, offset] of table.transitions.slice(1)) assert.deepEqual([offsetAt(zone, at), offsetAt(zone, at - 60_000) === offset], [offset, false]);
  });
}

test('a zone without changes is told by its offset, one with changes by its name; UTC and offsets need no table', () => {
  assert.equal(zoneTable('Asia/Shanghai', FIRST_MS, LAST_MS).name, 'UTC+8');
  assert.equal(zoneTable('Asia/Kathmandu', FIRST_MS, LAST_MS).name, 'UTC+5:45');
  assert.equal(zoneTable('America/New_York', FIRST_MS, LAST_MS).name, 'America/New_York');
  assert.equal(zoneTable('Singapore', FIRST_MS, LAST_MS).name, 'UTC+8');
  for (const name of ['UTC', 'utc+8', 'GMT-3:30', 'Z', '+08:00', '', undefined, null]) assert.equal(zoneTable(name, FIRST_MS, LAST_MS), undefined, name);
});

test('a name that is no zone gets that of the zone which may be meant, or an example, and no offset', () => {
  for (const [name, meant] of [
    ['Shanghai', 'Asia/Shanghai'], ['Asia/Shangai', 'Asia/Shanghai'], ['shangai', 'Asia/Shanghai'], ['new york', 'America/New_York'],
    ['Europe/Belrin', 'Europe/Berlin'], ['Mars/Base', 'Asia/Shanghai'], ['China', 'Asia/Shanghai'], ['Beijing', 'Asia/Shanghai'],
  ]) {
    assert.deepEqual(zoneTable(name, FIRST_MS, LAST_MS), { name: meant, transitions: [] }, name);
  }
});
