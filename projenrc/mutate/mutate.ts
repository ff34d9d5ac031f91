// Changes a source file in one place at a time, and runs tests until one fails. What survives is shown: it is not tested, or the change means the same.
// npx projen mutate <source file> <test file>... [--sample <count>] [--lines 12,13] [--rows <count>]
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { choose, listMutants } from './list-mutants';

/** The first run, without a change, also compiles. */
const MAX_FIRST_SECONDS = 900;
/** A change can make a loop endless: it gets so many times what the tests take without one. */
const MAX_SLOWER = 20;
const MIN_SECONDS = 10;

interface Answer {
  readonly index: number;
  readonly failure?: string;
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { sample: { type: 'string' }, lines: { type: 'string' }, rows: { type: 'string' } } });
  const [path, ...tests] = positionals.map((each) => resolve(each));
  const mutants = listMutants(path, readFileSync(path, 'utf8'));
  let worker = start(path, tests, values.rows);
  const { failure } = await ask(worker, -1, MAX_FIRST_SECONDS);
  if (failure !== undefined) {
    throw new Error(`a test fails without a change, or cannot run here: ${failure}`);
  }
  const started = performance.now();
  await ask(worker, -1, MAX_FIRST_SECONDS);
  const maxSeconds = Math.max(MIN_SECONDS, MAX_SLOWER * (performance.now() - started) / 1000);
  const lines = values.lines?.split(',').map(Number);
  const chosen = choose(mutants.length, Number(values.sample ?? mutants.length)).filter((index) => lines?.includes(mutants[index].line) ?? true);
  let survivors = 0;
  for (const index of chosen) {
    const answer = await ask(worker, index, maxSeconds);
    if (answer.failure === ENDED) {
      worker = start(path, tests, values.rows);
      await ask(worker, -1, MAX_FIRST_SECONDS);
    }
    if (answer.failure === undefined) {
      survivors++;
      const { line, from, to } = mutants[index];
      console.log(`${relative('.', path)}:${line}: ${shorten(from)} -> ${shorten(to)}`);
    }
  }
  const last = await ask(worker, -1, MAX_FIRST_SECONDS);
  worker.kill();
  if (last.failure !== undefined) {
    throw new Error(`a change left something behind, a test fails without one now: ${last.failure}`);
  }
  console.log(`${relative('.', path)}: ${chosen.length} changes, ${chosen.length - survivors} found by a test, ${survivors} survive`);
}

const ENDED = 'the process of the tests ended, or was ended';

function start(path: string, tests: readonly string[], rows = ''): ChildProcess {
  return fork(join(__dirname, 'worker.ts'), [path, rows, ...tests], { execArgv: process.execArgv.length > 0 ? process.execArgv : ['-r', 'ts-node/register/transpile-only'] });
}

async function ask(worker: ChildProcess, index: number, maxSeconds: number): Promise<Answer> {
  return new Promise((done) => {
    const timer = setTimeout(() => worker.kill('SIGKILL'), maxSeconds * 1000);
    const answer = (given: Answer): void => {
      clearTimeout(timer);
      worker.removeAllListeners();
      done(given);
    };
    worker.once('message', answer);
    worker.once('exit', () => answer({ index, failure: ENDED }));
    worker.send(index);
  });
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}

void main();
