/** A text of one mebibyte. */
export const MEGABYTE = 'x'.repeat(1024 * 1024);

/** An own member with that name, which an object literal cannot have. */
export function proto(value: unknown): object {
  return Object.defineProperty({}, '__proto__', { value, enumerable: true, configurable: true, writable: true });
}

/** A member that throws when it is read. */
export function throwing(member: string): object {
  return Object.defineProperty({}, member, {
    enumerable: true,
    get: () => {
      throw new TypeError('Cannot read properties of undefined');
    },
  });
}

export function cyclic(): object {
  const value: Record<string, unknown> = { a: 1 };
  value.self = value;
  return value;
}

export function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

/** Each member of it is such an object again. */
export function endless(): object {
  return new Proxy({}, {
    ownKeys: () => ['a', 'b'],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    get: (_, key) => (typeof key === 'string' && key.length === 1 ? endless() : undefined),
  });
}

/** Four billion holes. */
export function sparse(): unknown[] {
  return new Array(2 ** 32 - 1);
}

export function deep(levels: number): object {
  let value: object = {};
  for (let level = 0; level < levels; level++) {
    value = { a: value };
  }
  return value;
}

class Money {
  constructor(public readonly amount = 5) {}
}

/** What is of no type that a prop of a sync has. */
export const NO_PROP: readonly (readonly [name: string, value: unknown])[] = [
  ['null', null],
  ['a number', 5],
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['a BigInt', 5n],
  ['a symbol', Symbol('main')],
  ['a function', () => 'main'],
  ['a class', Money],
  ['an instance', new Money()],
  ['a text object', Object('main')],
  ['a date', new Date(0)],
  ['a regular expression', /main/],
  ['a Map', new Map([['main', 'main']])],
  ['a Promise', Promise.resolve('main')],
  ['bytes', Buffer.from('main')],
  ['four billion holes', sparse()],
  ['an object that contains itself', cyclic()],
  ['an object whose text throws', { toString: () => { throw new Error('no'); } }],
  ['an object without prototype', Object.assign(Object.create(null), { main: 1 })],
  ['an object with a getter that throws', throwing('main')],
  ['a revoked proxy', revoked({})],
  ['an endless proxy', endless()],
];
