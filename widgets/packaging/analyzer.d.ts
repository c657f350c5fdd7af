/** What the analyzer's own typings leave out. */
declare module '@custom-elements-manifest/analyzer/index.js' {
  import type { Package } from 'custom-elements-manifest';

  /** A parsed source, of the compiler that the analyzer brings along. */
  interface SourceFile {
    readonly fileName: string;
  }

  export const ts: {
    readonly ScriptTarget: { readonly Latest: number };
    createSourceFile(name: string, text: string, target: number, setParentNodes: boolean): SourceFile;
  };

  export function create(options: { readonly modules: readonly SourceFile[] }): Package;
}
