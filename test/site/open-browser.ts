import { join } from 'node:path';
import { findCommand } from '../../projenrc/find-command';
import { ROOT } from '../../projenrc/work-folder';

/** What the test uses of playwright-core, which only `site/` has: its types are not there for the rest of the repository. */
export interface Page {
  readonly keyboard: { press(key: string): Promise<void> };
  goto(address: string, options?: { waitUntil: 'networkidle' }): Promise<unknown>;
  /** Evaluates an expression in the page. */
  evaluate<T>(expression: string): Promise<T>;
  waitForFunction(expression: string): Promise<unknown>;
  click(selector: string): Promise<void>;
  fill(selector: string, text: string): Promise<void>;
  waitForSelector(selector: string): Promise<unknown>;
  setViewportSize(size: { readonly width: number; readonly height: number }): Promise<void>;
  emulateMedia(media: { readonly colorScheme: 'dark' | 'light' }): Promise<void>;
  screenshot(options: { readonly path: string }): Promise<unknown>;
  on(event: 'console', listener: (message: { type(): string; text(): string }) => void): void;
  on(event: 'pageerror', listener: (error: Error) => void): void;
  on(event: 'request', listener: (request: { url(): string }) => void): void;
  on(event: 'response', listener: (response: { url(): string; status(): number }) => void): void;
}

export interface Browser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** The names under which systems install Chromium or Chrome. */
const COMMANDS = ['chromium', 'chromium-browser', 'chromium-headless-shell', 'google-chrome', 'google-chrome-stable'];

/** The browser of this machine: what CHROMIUM names, or the first that is installed. */
export function findBrowser(): string | undefined {
  return process.env.CHROMIUM ?? COMMANDS.map(findCommand).find((path) => path !== undefined);
}

export function openBrowser(executablePath: string): Promise<Browser> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { chromium } = require(join(ROOT, 'site/node_modules/playwright-core')) as {
    chromium: { launch(options: { executablePath: string; args: readonly string[] }): Promise<Browser> };
  };
  // Root, as in containers, has no sandbox. The pages are our own.
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
}
