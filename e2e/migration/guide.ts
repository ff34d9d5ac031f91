import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Kubectl } from '../harness/kubectl';
import type { CommandResult } from '../harness/run-command';

/** The text of a page of docs. */
export function readGuide(page = 'migrating.md'): string {
  return readFileSync(path.join(__dirname, '..', '..', 'docs', page), 'utf8');
}

/** The commands and files of a guide, by the name behind the language of their code block, as in "```sh take". */
export function listBlocks(text: string): ReadonlyMap<string, string> {
  const blocks = new Map<string, string>();
  for (const [, name, code] of text.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)) {
    if (blocks.has(name) && blocks.get(name) !== code) {
      throw new Error(`the guide has two different blocks named ${name}`);
    }
    blocks.set(name, code);
  }
  return blocks;
}

/** Follows a guide in a folder, with the real kubectl. */
export class Guide {
  private readonly blocks: ReadonlyMap<string, string>;

  public constructor(private readonly kubectl: Kubectl, private readonly folder: string, text: string) {
    this.blocks = listBlocks(text);
    mkdirSync(folder, { recursive: true });
    for (const [name, code] of this.blocks) {
      if (name.endsWith('.yaml')) {
        this.write(name, code);
      }
    }
  }

  /** Puts a file there that the commands name. */
  public write(file: string, content: string): void {
    writeFileSync(path.join(this.folder, file), content);
  }

  public async run(name: string, change: (code: string) => string = (code) => code): Promise<CommandResult> {
    const code = this.blocks.get(name);
    if (code === undefined) {
      throw new Error(`the guide has no block named ${name}`);
    }
    return this.kubectl.runScript(change(code), this.folder);
  }

  public async mustRun(name: string, change?: (code: string) => string): Promise<string> {
    const { code, stdout, stderr } = await this.run(name, change);
    if (code !== 0) {
      throw new Error(`the guide's block ${name} ended with ${code}: ${stderr}`);
    }
    return stdout;
  }
}
