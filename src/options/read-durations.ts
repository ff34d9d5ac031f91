import { OPTION_ROOTS } from './option-roots';
import { readEntries, readMembers } from '../util';
import { duration } from './shape';
import type { Shape } from './shape';
import { parseDuration } from '../flux';
import type { Problem } from '../problems';

const NANOSECONDS = 1_000_000;

const SHAPES = new Map<string, Shape>([['interval', duration], ...OPTION_ROOTS.map(({ prop, shape }) => [prop, shape] as const)]);

/**
 * Reads the durations of props that come from data, where they are texts such as `5m`. All else stays as it is.
 */
export function readDurations(props: Readonly<Record<string, unknown>>, problems: Problem[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(props).map(([name, value]) => {
    const shape = SHAPES.get(name);
    return [name, shape === undefined ? value : readAt(shape, value, name, problems)];
  }));
}

function readAt(shape: Shape, value: unknown, path: string, problems: Problem[]): unknown {
  switch (shape.type) {
    case 'duration':
      return typeof value === 'string' ? readText(value, path, problems) : value;
    case 'list':
      return readEntries(value)?.map((entry, index) => readAt(shape.of, entry, `${path}[${index}]`, problems)) ?? value;
    case 'struct': {
      const members = readMembers(value);
      return members === undefined ? value : Object.fromEntries(members.map(([name, member]) => {
        const target = shape.fields.get(name);
        return [name, target === undefined ? member : readAt(target.shape, member, `${path}.${name}`, problems)];
      }));
    }
    default:
      return value;
  }
}

function readText(text: string, path: string, problems: Problem[]): unknown {
  const nanoseconds = parseDuration(text);
  if (nanoseconds === undefined) {
    problems.push({ code: 'INPUT_FORMAT', path, rule: 'must be a duration such as 30s, 5m or 1h', received: text });
    return undefined;
  }
  return { toMilliseconds: () => Number(nanoseconds) / NANOSECONDS };
}
