import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Kubectl } from '../harness/kubectl';
import type { CommandResult } from '../harness/run-command';

const DOCUMENT = path.join(__dirname, '..', '..', 'docs', 'migrating.md');

/** The commands and files of docs/migrating.md, by the name behind the language of their code block, as in "```sh take". */
export class Guide {
  private readonly blocks: ReadonlyMap<string, string>;

  /** Puts the files that the guide speaks of into the folder. */
  public constructor(private readonly kubectl: Kubectl, private readonly folder: string, yaml: string) {
    const blocks = readFileSync(DOCUMENT, 'utf8').matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm);
    this.blocks = new Map(Array.from(blocks, ([, name, code]) => [name, code]));
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'flux-system.yaml'), yaml);
    writeFileSync(path.join(folder, 'let-go.yaml'), this.block('let-go.yaml'));
  }

  public run(name: string, change: (code: string) => string = (code) => code): Promise<CommandResult> {
    return this.kubectl.runScript(change(this.block(name)), this.folder);
  }

  public async mustRun(name: string): Promise<void> {
    const { code, stderr } = await this.run(name);
    if (code !== 0) {
      throw new Error(`the guide's block ${name} ended with ${code}: ${stderr}`);
    }
  }

  private block(name: string): string {
    const code = this.blocks.get(name);
    if (code === undefined) {
      throw new Error(`docs/migrating.md has no block named ${name}`);
    }
    return code;
  }
}
