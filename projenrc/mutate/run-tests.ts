import { expect } from 'expect';
import * as mock from 'jest-mock';
import { choose } from './list-mutants';

/** One test, with the hooks of the blocks around it. */
interface Registered {
  readonly name: string;
  readonly run: () => unknown;
  readonly before: readonly (() => unknown)[];
  readonly after: readonly (() => unknown)[];
}

interface Block {
  readonly name: string;
  readonly before: (() => unknown)[];
  readonly after: (() => unknown)[];
  readonly beforeAll: (() => unknown)[];
  readonly afterAll: (() => unknown)[];
}

/** The tests that found a change before: they find most others of the same file, too. */
const finders = new Set<string>();
let blocks: Block[] = [];
let tests: Registered[] = [];
let setUp: (() => unknown)[] = [];
let tearDown: (() => unknown)[] = [];

/**
 * Runs a file of tests in this process, up to the first that fails, and returns its name. jest takes seconds to start, and a mutant mostly dies
 * within milliseconds.
 */
export async function findFailure(load: () => void): Promise<string | undefined> {
  blocks = [newBlock('')];
  [tests, setUp, tearDown] = [[], [], []];
  let name = 'loading';
  try {
    load();
    setUp.unshift(...blocks[0].beforeAll);
    tearDown.push(...blocks[0].afterAll);
    await runAll(setUp);
    const [first, rest] = [tests.filter((each) => finders.has(each.name)), tests.filter((each) => !finders.has(each.name))];
    for (const each of [...first, ...rest]) {
      name = each.name;
      await runAll([...each.before, each.run, ...each.after]);
    }
    return undefined;
  } catch (error) {
    finders.add(name);
    return `${name}: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    await runAll(tearDown).catch(() => undefined);
    mocker.restoreAllMocks();
  }
}

const mocker = new mock.ModuleMocker(globalThis);

async function runAll(steps: readonly (() => unknown)[]): Promise<void> {
  for (const step of steps) {
    await step();
  }
}

function newBlock(name: string): Block {
  return { name, before: [], after: [], beforeAll: [], afterAll: [] };
}

function describe(name: unknown, define: () => void): void {
  const block = newBlock(String(name));
  blocks.push(block);
  define();
  blocks.pop();
  setUp.push(...block.beforeAll);
  tearDown.unshift(...block.afterAll);
}

function test(name: unknown, run: () => unknown): void {
  const around = [...blocks];
  tests.push({
    name: [...around.map((block) => block.name), String(name)].join(' ').trim(),
    run,
    // The hooks of a block count for all of its tests, also for those above them.
    get before() { return around.flatMap(({ before }) => before); },
    get after() { return around.flatMap(({ after }) => after).reverse(); },
  });
}

let maxRows = Infinity;

/** Of each table of tests, only so many rows are run. */
export function limitRows(count: number): void {
  maxRows = count;
}

function repeat(define: (name: unknown, run: () => unknown) => void) {
  return (rows: readonly unknown[]) => (name: string, run: (...values: unknown[]) => unknown) => {
    choose(rows.length, Math.min(maxRows, rows.length)).forEach((index) => {
      const row = rows[index];
      const values: readonly unknown[] = Array.isArray(row) ? row : [row];
      define(`${name} (${index}${typeof values[0] === 'string' ? `: ${values[0]}` : ''})`, () => run(...values));
    });
  };
}

const skip = (): void => undefined;

/** What a file of tests finds in its global scope, but for what concerns modules. */
export const TEST_GLOBALS = {
  expect,
  describe: Object.assign(describe, { each: repeat(describe), skip }),
  test: Object.assign(test, { each: repeat(test), skip: Object.assign(skip, { each: () => skip }) }),
  beforeEach: (hook: () => unknown) => blocks.at(-1)!.before.push(hook),
  afterEach: (hook: () => unknown) => blocks.at(-1)!.after.push(hook),
  beforeAll: (hook: () => unknown) => blocks.at(-1)!.beforeAll.push(hook),
  afterAll: (hook: () => unknown) => blocks.at(-1)!.afterAll.push(hook),
  jest: {
    fn: mocker.fn.bind(mocker),
    spyOn: mocker.spyOn.bind(mocker),
    mocked: (source: unknown) => source,
    restoreAllMocks: () => mocker.restoreAllMocks(),
    setTimeout: skip,
  },
};
