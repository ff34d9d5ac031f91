/** What we use of uglify-js, which comes without types. */
declare module 'uglify-js' {
  interface MinifyOptions {
    readonly module: boolean;
    readonly compress: false;
    readonly mangle: { readonly toplevel: boolean; readonly keep_fnames: boolean };
    readonly keep_fnames: boolean;
    readonly output: { readonly comments: RegExp; readonly semicolons: boolean };
  }

  export function minify(code: string, options: MinifyOptions): { readonly code: string; readonly error?: Error };
}
