// The files of a Python program.

/**
 * Devices of which nothing is kept: what is written there goes out at once.
 * @param {import("pyodide").FileSystem} FS
 * @param {(channel: string, data: Uint8Array) => void} write
 */
export function addDevices(FS, write) {
  for (const [n, name] of ["trace", "out", "errors"].entries()) {
    const device = FS.makedev(200, n);
    FS.registerDevice(device, {
      open(/** @type {{ seekable: boolean }} */ stream) {
        stream.seekable = false;
      },
      write(/** @type {unknown} */ _, /** @type {Int8Array} */ buffer, /** @type {number} */ offset, /** @type {number} */ length) {
        write(name, new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length));
        return length;
      },
    });
    FS.mkdev(`/dev/kitchen-${name}`, device);
  }
}

/**
 * Files in memory, which is the browser's and not Python's, are counted when they grow.
 * @param {import("pyodide").FileSystem} FS
 * @param {(bytes: number) => void} grow throws when it is too much
 */
export function countFiles(FS, grow) {
  const { node, stream } = FS.filesystems.MEMFS.ops_table.file;
  const { write } = stream;
  stream.write = (file, buffer, offset, length, position, ...rest) => {
    grow(Math.max(0, position + length - file.node.usedBytes));
    return write(file, buffer, offset, length, position, ...rest);
  };
  const { setattr } = node;
  node.setattr = (file, attributes) => {
    grow(Math.max(0, (attributes.size ?? 0) - file.usedBytes));
    return setattr(file, attributes);
  };
}
