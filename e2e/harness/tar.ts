import { gzipSync } from 'node:zlib';

const BLOCK = 512;

/** Packs files (path to content) as source-controller packs an artifact: a gzipped tar of plain files. */
export function packTarGz(files: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(files).flatMap(([path, content]) => {
    const body = Buffer.from(content);
    return [writeHeader(path, body.length), body, Buffer.alloc(padding(body.length))];
  });
  return gzipSync(Buffer.concat([...entries, Buffer.alloc(2 * BLOCK)]));
}

function padding(size: number): number {
  return (BLOCK - size % BLOCK) % BLOCK;
}

/** A ustar header: name, mode, owner, group, size and time in octal, checksum, type, magic. */
function writeHeader(path: string, size: number): Buffer {
  const header = Buffer.alloc(BLOCK);
  header.write(path, 0, 100);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write(' '.repeat(8), 148);
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}
