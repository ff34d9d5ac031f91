import { ConstructOrder } from 'constructs';
import type { Construct, IConstruct } from 'constructs';
import { formatProblem, formatWarning, toWarning } from '../problems';
import type { Acknowledgements, FluxWarning, Problem } from '../problems';
import { isInTree } from './claim-object';

/** Where the root of a tree keeps its warnings: several copies of this package may be loaded, and all use the same. */
const APP_WARNINGS = Symbol.for('cdk8s-flux-instance-sync.Warnings');

/** Shown by name; of more constructs with the same warning only the number is. */
const MAX_NAMED = 3;

/** A warning and the constructs that have it. */
export interface SharedWarning {
  readonly warning: FluxWarning;
  readonly paths: readonly string[];
}

/** What is wrong with a construct, and what may surprise. */
export interface Findings {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** Whether the content of other constructs could change that, without one being added or removed. */
  readonly dependsOnContent: boolean;
}

/** Looks for something at synth. Returns whether the content of constructs could change what is found, without one being added or removed. */
type Search = () => boolean;

/**
 * What was found about one construct. It is looked for while the construct is made, and once more at synth, when it is known what others have added:
 * what is wrong by then fails the synthesis.
 */
export class ConstructFindings {
  /** As its users see them. */
  public readonly warnings: FluxWarning[] = [];
  private readonly known = new Set<string>();
  private problems: readonly Problem[] = [];
  /** The pass of the app in which it was validated last. */
  private pass = 0;
  private readonly app: AppWarnings;

  /**
   * @param find is called at synth, before the warnings of the app are written
   */
  constructor(
    private readonly construct: Construct, private readonly acknowledgements: Acknowledgements, private readonly find: () => Findings,
  ) {
    this.app = AppWarnings.of(construct);
    this.app.add(this);
    construct.node.addValidation({ validate: () => this.validate() });
  }

  public get path(): string {
    return this.construct.node.path;
  }

  /** Adds what was not known yet, and not acknowledged. */
  public warn(warnings: readonly Problem[]): void {
    for (const warning of this.acknowledgements.filter(warnings).map(toWarning)) {
      const key = formatWarning(warning);
      if (!this.known.has(key)) {
        this.known.add(key);
        this.warnings.push(warning);
      }
    }
  }

  /** Looks at everything as it is at synth. The root of the app is validated first and asks all constructs for it. */
  public complete(): boolean {
    if (!isInTree(this.construct)) {
      return false;
    }
    const { problems, warnings, dependsOnContent } = this.find();
    this.problems = problems;
    this.warn(warnings);
    this.warn(this.acknowledgements.listUnused());
    return dependsOnContent;
  }

  /** A construct that was removed after all has nothing to say. */
  public get current(): readonly FluxWarning[] {
    return isInTree(this.construct) ? this.warnings : [];
  }

  private validate(): string[] {
    // A construct may be validated by itself, without the root.
    if (this.pass === this.app.pass) {
      this.complete();
    }
    this.pass = this.app.pass;
    return this.problems.map(formatProblem);
  }
}

/**
 * The warnings of all constructs of an app. They are written once, to standard error, when the app is synthesized.
 *
 * cdk8s validates the whole tree in several passes, one for each chart, and the root first. While no construct is added or removed, only what depends
 * on the content of others is looked at again: else many charts would take quadratic time.
 */
export class AppWarnings {
  /** Those of the app that a construct belongs to. */
  public static of(construct: IConstruct): AppWarnings {
    const root = construct.node.root as IConstruct & { [APP_WARNINGS]?: AppWarnings };
    if (root[APP_WARNINGS] === undefined) {
      const warnings = new AppWarnings(root);
      // Not enumerable: whoever prints the app does not see it.
      Object.defineProperty(root, APP_WARNINGS, { value: warnings });
      root.node.addValidation({ validate: () => warnings.validate() });
    }
    return root[APP_WARNINGS]!;
  }

  /** Whether somebody else tells of the warnings, such as a fleet. */
  public isSilent = false;

  /** How often the root was validated. */
  public pass = 0;

  private readonly members: ConstructFindings[] = [];
  private readonly searches: Search[] = [];
  private readonly written = new Set<string>();
  /** All constructs, as cdk8s has listed them for the pass that begins. It does so in any case, and to list them again would take as long as the rest. */
  private listed?: readonly IConstruct[];
  /** All constructs in the pass before. */
  private known: readonly IConstruct[] = [];
  /** What depends on the content of others. */
  private unsettled: readonly Search[] = [];

  private constructor(private readonly root: IConstruct) {
    const { node } = root;
    const findAll = node.findAll.bind(node);
    node.findAll = (order) => {
      const found = findAll(order);
      this.listed = order === ConstructOrder.POSTORDER ? this.listed : found;
      return found;
    };
  }

  public add(member: ConstructFindings): void {
    this.members.push(member);
  }

  /** Adds what is to be looked for at synth once for many constructs. */
  public addSearch(search: Search): void {
    this.searches.push(search);
  }

  /** What was found so far. The same warning of several constructs is one. */
  public list(): readonly SharedWarning[] {
    const shared = new Map<string, { readonly warning: FluxWarning; readonly paths: string[] }>();
    for (const member of this.members) {
      for (const warning of member.current) {
        const key = formatWarning(warning);
        const known = shared.get(key) ?? { warning, paths: [] };
        known.paths.push(member.path);
        shared.set(key, known);
      }
    }
    return [...shared.values()];
  }

  private validate(): string[] {
    this.pass++;
    const current = this.listed ?? this.root.node.findAll();
    this.listed = undefined;
    const isChanged = current.length !== this.known.length || current.some((construct, index) => construct !== this.known[index]);
    const searches = isChanged ? [...this.searches, ...this.members.map((member) => () => member.complete())] : this.unsettled;
    if (searches.length > 0) {
      this.unsettled = searches.filter((search) => search());
      if (!this.isSilent) {
        this.write();
      }
    }
    this.known = current;
    return [];
  }

  private write(): void {
    const lines = this.list().map(({ warning, paths }) => `  - ${formatPaths(paths)}: ${formatWarning(warning)}`).filter((line) => !this.written.has(line));
    if (lines.length > 0) {
      lines.forEach((line) => this.written.add(line));
      const count = lines.length === 1 ? '1 warning' : `${lines.length} warnings`;
      process.stderr.write(`cdk8s-flux-instance-sync: ${count}\n${lines.join('\n')}\n`);
    }
  }
}

function formatPaths(paths: readonly string[]): string {
  const more = paths.length - MAX_NAMED;
  return more > 0 ? `${paths.slice(0, MAX_NAMED).join(', ')} and ${more} more` : paths.join(', ');
}
