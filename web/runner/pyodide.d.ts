// Of the package `pyodide`, what the host uses. Its own types want those of all of Emscripten, as globals.

export interface Pyodide {
  FS: FileSystem;
  registerJsModule(name: string, module: object): void;
  toPy(value: object): unknown;
  runPython(code: string, options: { globals: unknown; filename: string }): any;
}

export interface FileSystem {
  makedev(major: number, minor: number): number;
  registerDevice(device: number, operations: object): void;
  mkdev(path: string, device: number): void;
  filesystems: {
    MEMFS: {
      ops_table: {
        file: {
          node: { setattr(node: FileNode, attributes: { size?: number }): void };
          stream: {
            write(
              file: { node: FileNode },
              buffer: Int8Array,
              offset: number,
              length: number,
              position: number,
              ...rest: unknown[]
            ): number;
          };
        };
      };
    };
  };
}

export interface FileNode {
  usedBytes: number;
}

export function loadPyodide(options: object): Promise<Pyodide>;
