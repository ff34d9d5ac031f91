#!/usr/bin/env node
import { writeSync } from 'node:fs';
import { readBoundedText } from '../util';
import { runCommand } from './main';
import type { Terminal } from './terminal';

/** Writes all of a text, also where the reader is slow. One that has gone away wants no more. */
function writeTo(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length;) {
    try {
      done += writeSync(descriptor, bytes, done);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') {
        return;
      }
      if (code !== 'EAGAIN') {
        throw error;
      }
    }
  }
}

const terminal: Terminal = {
  readInput: () => readBoundedText(0),
  write: (text) => writeTo(1, text),
  say: (text) => writeTo(2, text),
  hasColours: process.stdout.isTTY && (process.env.NO_COLOR ?? '') === '',
};

process.exitCode = runCommand(process.argv.slice(2), terminal);
