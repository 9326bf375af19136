import { NUMBER } from '../member-kind';
import { CHUNK, MAX_MEMBERS, MEMBERS, PATH_LINES } from '../memory-layout';
import { isWideNumber } from './value';

const NOT_SURE: i32 = -1;
const NONE: i32 = -1;

/** How many members were found in this line so far. */
let found: i32 = 0;
/** The first of them that is a number that a double may not hold. */
let firstWide: i32 = NONE;
/** The number of the line; it may begin anew, as it only tells lines apart. */
let line: u32 = 0;

/** The next line is another one. */
export function beginLine(): void {
  found = 0;
  firstWide = NONE;
  line++;
}

/** How many members the line has; -1 when one that is repeated had a number that nobody would report. */
export function lineMembers(): i32 {
  return firstWide !== NONE && hasReplacedWideNumber() ? NOT_SURE : found;
}

/** Whether this line had something at that path already. */
export function isRepeated(path: i32): bool {
  const seen = PATH_LINES + ((<usize>path) << 2);
  if (load<u32>(seen) === line) return true;
  store<u32>(seen, line);
  return false;
}

/** Takes down a member; false when there is no room for it. */
export function storeMember(name: i32, kind: i32, start: usize, end: usize): bool {
  if (found === MAX_MEMBERS) return false;
  const member = MEMBERS + ((<usize>found) << 4);
  store<i32>(member, name, 0);
  store<i32>(member, kind, 4);
  store<i32>(member, <i32>(start - CHUNK), 8);
  store<i32>(member, <i32>(end - CHUNK), 12);
  if (firstWide === NONE && kind === NUMBER && isWideNumber(start, end)) firstWide = found;
  found++;
  return true;
}

/** Whether a wide number is in a member that a later one replaces: a parser would not report that number. */
function hasReplacedWideNumber(): bool {
  for (let position = firstWide; position < found; position++) {
    const member = MEMBERS + ((<usize>position) << 4);
    const start = CHUNK + <usize>load<i32>(member, 8);
    if (load<i32>(member, 4) !== NUMBER || !isWideNumber(start, CHUNK + <usize>load<i32>(member, 12)))
      continue;
    for (let later = position + 1; later < found; later++) {
      if (load<i32>(MEMBERS + ((<usize>later) << 4)) === load<i32>(member)) return true;
    }
  }
  return false;
}
