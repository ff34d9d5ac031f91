import { isInteger } from './parse-label-selector';
import type { Requirement } from './parse-label-selector';

export function matchLabels(requirements: readonly Requirement[], labels: ReadonlyMap<string, string>): boolean {
  return requirements.every((requirement) => matches(requirement, labels.get(requirement.key)));
}

function matches({ operator, values }: Requirement, label: string | undefined): boolean {
  switch (operator) {
    case 'exists':
      return label !== undefined;
    case 'absent':
      return label === undefined;
    case 'in':
      return label !== undefined && values.includes(label);
    case 'notin':
      return label === undefined || !values.includes(label);
    default:
      return label !== undefined && isInteger(label) && compares(operator, BigInt(unsign(label)), BigInt(unsign(values[0])));
  }
}

function compares(operator: '>' | '<', left: bigint, right: bigint): boolean {
  return operator === '>' ? left > right : left < right;
}

function unsign(text: string): string {
  return text.replace(/^\+/, '');
}
