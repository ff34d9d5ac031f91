// Changes a source file in one place at a time, and runs tests until one fails. What survives is shown: it is not tested, or the change means the same.
// npx projen mutate <source file> <test file>... [--sample <count>]
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { listMutants } from './list-mutants';

/** A change can make a loop endless. The first run, without a change, also compiles. */
const MAX_SECONDS = 120;
const MAX_FIRST_SECONDS = 900;

interface Answer {
  readonly index: number;
  readonly failure?: string;
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { sample: { type: 'string' } } });
  const [path, ...tests] = positionals.map((each) => resolve(each));
  const mutants = listMutants(path, readFileSync(path, 'utf8'));
  let worker = start(path, tests);
  const { failure } = await ask(worker, -1);
  if (failure !== undefined) {
    throw new Error(`a test fails without a change, or cannot run here: ${failure}`);
  }
  const chosen = choose(mutants.length, Number(values.sample ?? mutants.length));
  let survivors = 0;
  for (const index of chosen) {
    const answer = await ask(worker, index);
    if (answer.failure === TIMEOUT) {
      worker = start(path, tests);
      await ask(worker, -1);
    }
    if (answer.failure === undefined) {
      survivors++;
      const { line, from, to } = mutants[index];
      console.log(`${relative('.', path)}:${line}: ${shorten(from)} -> ${shorten(to)}`);
    }
  }
  worker.kill();
  console.log(`${relative('.', path)}: ${chosen.length} changes, ${chosen.length - survivors} found by a test, ${survivors} survive`);
}

const TIMEOUT = 'timeout';

function start(path: string, tests: readonly string[]): ChildProcess {
  return fork(join(__dirname, 'worker.ts'), [path, ...tests], { execArgv: process.execArgv.length > 0 ? process.execArgv : ['-r', 'ts-node/register/transpile-only'] });
}

async function ask(worker: ChildProcess, index: number): Promise<Answer> {
  return new Promise((done) => {
    const timer = setTimeout(() => {
      worker.kill('SIGKILL');
      done({ index, failure: TIMEOUT });
    }, (index < 0 ? MAX_FIRST_SECONDS : MAX_SECONDS) * 1000);
    worker.once('message', (answer: Answer) => {
      clearTimeout(timer);
      done(answer);
    });
    worker.send(index);
  });
}

/** The same for each run: all, or a sample spread over the file. */
function choose(count: number, wanted: number): readonly number[] {
  const step = Math.max(1, count / wanted);
  return [...new Set(Array.from({ length: Math.min(wanted, count) }, (_, index) => Math.floor(index * step)))];
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}

void main();
