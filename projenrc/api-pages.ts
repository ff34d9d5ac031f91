import type {
  ApiReferenceSchema, CallableSchema, ClassSchema, DocsSchema, EnumSchema, InterfaceSchema, ParameterSchema, PropertySchema, Schema, StructSchema,
  TypeSchema,
} from 'jsii-docgen/lib/docgen/schema';

/** A page of the site, below the folder of its language. */
export interface ApiPage {
  readonly path: string;
  readonly text: string;
}

/** The languages of the API pages: the name for jsii-docgen, the name for people, the name for code blocks. */
export const API_LANGUAGES = [
  { id: 'typescript', name: 'TypeScript', fence: 'ts' },
  { id: 'python', name: 'Python', fence: 'python' },
  { id: 'go', name: 'Go', fence: 'go' },
  { id: 'java', name: 'Java', fence: 'java' },
] as const;

export type ApiLanguage = typeof API_LANGUAGES[number];

type ApiType = ClassSchema | StructSchema | InterfaceSchema | EnumSchema;

interface ApiGroup {
  readonly text: string;
  readonly types: readonly ApiType[];
}

/** The types by kind, in the order of the sidebar. */
export function groupTypes({ constructs, classes, structs, interfaces, enums }: ApiReferenceSchema): ApiGroup[] {
  return [
    { text: 'Constructs', types: constructs },
    { text: 'Classes', types: classes },
    { text: 'Structs', types: structs },
    { text: 'Interfaces', types: interfaces },
    { text: 'Enums', types: enums },
  ].filter(({ types }) => types.length > 0);
}

/** The pages of one language: one for each type, and an index. The same type has the same name in each language, so that pages can be switched. */
export function writeApiPages({ apiReference, metadata }: Schema, language: ApiLanguage): ApiPage[] {
  const groups = groupTypes(apiReference!);
  const types = groups.flatMap((group) => group.types);
  const writer = new PageWriter(language, `${metadata.packageName}.`);
  return [
    { path: 'index.md', text: writer.writeIndex(groups) },
    ...types.map((type) => ({ path: `${writer.nameType(type.id)}.md`, text: writer.writeType(type) })),
  ];
}

/** Go names a type by its package, `cdk8s.Duration`; jsii-docgen by the path of its module. */
function shortenModules(code: string): string {
  return code.replace(/(?<!")github\.com\/[\w./-]*?(\w+)(?:\/v\d+)?\.(?=[A-Z])/g, '$1.');
}

class PageWriter {
  constructor(private readonly language: ApiLanguage, private readonly prefix: string) {}

  /** `FluxSecret` of `cdk8s-flux-instance-sync.FluxSecret`: its page in each language. */
  public nameType(id: string): string {
    return id.slice(this.prefix.length);
  }

  public writeIndex(groups: readonly ApiGroup[]): string {
    return join([
      `# API for ${this.language.name}`,
      this.writeSwitch('index'),
      ...groups.flatMap(({ text, types }) => [
        `## ${text}`,
        writeTable(['Name', 'What it is'], types.map((type) => [`[${type.displayName}](./${this.nameType(type.id)}.md)`, type.docs.summary ?? ''])),
      ]),
    ]);
  }

  public writeType(type: ApiType): string {
    return join([
      `# ${type.displayName}`,
      this.writeSwitch(this.nameType(type.id)),
      this.writeDocs(type.docs),
      ...'members' in type ? this.writeMembers(type) : this.writeParts(type),
    ]);
  }

  private writeParts(type: ClassSchema | StructSchema | InterfaceSchema): string[] {
    return [
      ...'usage' in type && type.usage !== undefined ? [this.writeCode(type.usage)] : [],
      ...'initializer' in type && type.initializer !== undefined ? ['## Constructor', ...this.writeCallable(type.initializer)] : [],
      ...'staticMethods' in type ? this.writeMethods('Static methods', type.staticMethods) : [],
      ...'instanceMethods' in type ? this.writeMethods('Methods', type.instanceMethods) : [],
      ...this.writeProperties('Properties', type.properties),
      ...'constants' in type ? this.writeProperties('Constants', type.constants) : [],
    ];
  }

  private writeMembers({ members }: EnumSchema): string[] {
    return members.flatMap(({ displayName, docs }) => [`## ${displayName}`, this.writeDocs(docs)]);
  }

  private writeMethods(title: string, methods: readonly (CallableSchema & { readonly docs: DocsSchema })[]): string[] {
    return methods.length === 0 ? [] : [
      `## ${title}`,
      ...methods.flatMap((method) => [`### ${method.displayName}`, this.writeDocs(method.docs), ...this.writeCallable(method)]),
    ];
  }

  private writeCallable({ usage, parameters }: CallableSchema): string[] {
    return [
      ...usage === undefined ? [] : [this.writeCode(usage)],
      ...parameters.length === 0 ? [] : [writeTable(['Parameter', 'Type', 'What it is'], parameters.map((parameter) => this.writeParameter(parameter)))],
    ];
  }

  private writeParameter({ displayName, type, optional, docs, default: fallback }: ParameterSchema): string[] {
    const summary = [docs.summary, ...isDefault(fallback) ? [`Default: ${fallback!.replace(/^- /, '')}.`] : []].filter((text) => text !== undefined).join(' ');
    return [`\`${displayName}\`${optional === true ? '' : ' (required)'}`, this.writeReference(type), summary];
  }

  private writeProperties(title: string, properties: readonly PropertySchema[]): string[] {
    return properties.length === 0 ? [] : [
      `## ${title}`,
      ...properties.flatMap(({ displayName, type, optional, docs, default: fallback }) => [
        `### ${displayName}`,
        `${this.writeReference(type)}${optional === true ? ', optional' : ''}`,
        this.writeDocs(docs),
        ...isDefault(fallback) ? [`Default: ${fallback!.replace(/^- /, '')}.`] : [],
      ]),
    ];
  }

  /** A type as code, with links to the types of the package in it. */
  private writeReference(type: TypeSchema): string {
    return `<code v-pre>${this.writePattern(type)}</code>`;
  }

  private writePattern({ formattingPattern, types = [] }: TypeSchema): string {
    const [first, ...rest] = formattingPattern.split('%');
    return escape(first) + rest.map((text, index) => {
      const type = types[index];
      const inner = 'formattingPattern' in type ? this.writePattern(type) : this.writeLink(type.id, type.displayName);
      return inner + escape(text);
    }).join('');
  }

  private writeLink(id: string, name: string): string {
    return id.startsWith(this.prefix) ? `<a href="./${this.nameType(id)}.html">${escape(name)}</a>` : escape(name);
  }

  private writeDocs({ summary, remarks, example, links = [], deprecated, deprecationReason }: DocsSchema): string {
    return join([
      ...deprecated === true ? [`**Deprecated.** ${deprecationReason ?? ''}`] : [],
      summary ?? '',
      remarks ?? '',
      ...example === undefined ? [] : [this.writeCode(example)],
      ...links.map((link) => `See ${/^https?:/.test(link) ? `<${link}>` : link}`),
    ]);
  }

  private writeCode(usage: string): string {
    return `\`\`\`${this.language.fence}\n${this.language.id === 'go' ? shortenModules(usage) : usage}\n\`\`\``;
  }

  /** Links to the same page in the other languages. */
  private writeSwitch(page: string): string {
    return API_LANGUAGES.map(({ id, name }) => (id === this.language.id ? `**${name}**` : `[${name}](../${id}/${page}.md)`)).join(' · ');
  }
}

function writeTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows.map((row) => row.map((cell) => cell.replace(/\s*\n\s*/g, ' ').replace(/(?<!\\)\|/g, '\\|')))];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** jsii-docgen writes `- none` where there is nothing to say. */
function isDefault(text: string | undefined): boolean {
  return text !== undefined && text !== '- none';
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\|/g, '&#124;');
}

function join(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
