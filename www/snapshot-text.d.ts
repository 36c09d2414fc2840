/**
 * A string as it is, anything else as the JSON text that the engine reads. Typed arrays become arrays; NaN, infinities,
 * functions, symbols and big integers become strings, so that the engine refuses them by name.
 */
export declare function snapshotText(data: unknown): string;
