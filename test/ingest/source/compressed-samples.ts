/** What Node itself cannot compress, made by the programs of those names. */

const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64');

/** Sixty lines. */
export const lines: string = Array.from({ length: 60 }, (_, index) => `line ${(index * 7919) % 1000}\n`).join(
  '',
);

/** The lines as two streams of xz, with different checks. */
export const linesXz: Buffer = bytes(
  '/Td6WFoAAAFpIt42AgAhARYAAAB0L+Wj4ADHAFBdADYaSh8IoCXB3pUPqqDzOJAYS7ITu00vEbOhfcx6mFOmVOcW3k2B8GUKOp7mu7QO' +
    'Jl+WGfwVQWw+AOl5vDptGQRDCtlssy/7f9NRO0fpqgUKAGuCIVMAAWjIAQAAAJWdK0Y+MA2LAgAAAAABWVr9N3pYWgAABObWtEYCACEB' +
    'FgAAAHQv5aPgAUsAf10AGQxDakGvtrdS+GjiHkeHkQaFJ+ZxCx+eBjmxjAjvvPLGRKTd3vKLLWIGWMnJj55ZMiHtmicofGocoOraBqI3' +
    'PKtEINNwqRibLITkQx5vEKx/Ynz51ONLm3xcEsCi9Y9ZWbZmy2SNPkiCeI0bfqIp67HwLNjyv8pwhLLIMm6fAAAAEGp3RL/xWTMAAZsB' +
    'zAIAAD2ei7axxGf7AgAAAAAEWVo=',
);

/** One letter with a check of SHA-256. */
export const xzOfOtherCheck: Buffer = bytes(
  '/Td6WFoAAArh+wyhAgAhARYAAAB0L+WjAQAAeAAAAAAtcRZCtyawRAFifKn7rDL1yFMPsZA8xNsCJYcXkhpIgQABMQEPgtyRGJtLmgEA' +
    'AAAAClla',
);

/** One letter that is said to need 1.5 GiB to decompress. */
export const xzOfLargeMemory: Buffer = bytes(
  '/Td6WFoAAATm1rRGAgAhASUAAAA7eHtBAQAAeAAAAABFru+D+O4WCgABGQGlLIHMH7bzfQEAAAAABFla',
);

/** A tar archive of `a.txt`, which is `one`, and `b/two.txt`, which is `hello ` a hundred times. */
export const tarXz: Buffer = bytes(
  '/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4Cf/AIVdADCLiofEDvKXpPh1PcWp7dmXqh7QogOWEe0S9gn9ruu4pZwzTZ2fmxAJTCs3paYr' +
    'AcjGOLXaLfZW5f16wE0VwvstmKQyEjLEfak36iNu4CegAhrsB1ahSjI04VwImu9xGf3Ghwkao1FYKs8ps10z1yTWoE0fV7PT2F5j4cSa' +
    'Nkz5di6QO4AAAAAAI1433oUTAmkAAaEBgFAAAK2nkK2xxGf7AgAAAAAEWVo=',
);

/** The same. */
export const tarBzip2: Buffer = bytes(
  'QlpoOTFBWSZTWSjU3GQAALtbhMkAQAH/gACIckWewAgACBggAJAxpiMI0wAAAVKSbTSEbUaPKNqB7VN1l6KNaRJaoR267tHQ5tKSwiib' +
    '4KEJt8dVTKgyZsA12xGzFt5dqtHty6LLOTZzqozZYM8LVVP7Vf7+iE7yCX8EJ+EJ80ITjHw4XXccLvSdyH+LuSKcKEgUam4yAA==',
);
