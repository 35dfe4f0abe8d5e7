/** The text of a file in the encoding that it is in; afterwards it is UTF-8 and says so. Throws, with a sentence, rather than guess. */
export async function readText(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const encoding = encodingOf(bytes);
  let text;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (problem) {
    throw new Error(
      problem instanceof RangeError
        ? `The file says that it is in ${encoding}, which cannot be read here. Save it in UTF-8.`
        : `The file is not in ${encoding}, as it says or as is taken for granted. Save it in UTF-8.`,
      { cause: problem },
    );
  }
  return text.replace(/^(\s*<\?xml[^>]*\sencoding=["'])(?!utf-8["'])[\w.-]+/i, '$1UTF-8');
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  if ((first === 0xff && second === 0xfe) || (second === 0 && first !== 0)) return 'utf-16le';
  const head = new TextDecoder('latin1').decode(bytes.slice(0, 200));
  const named = /^[^<]*<\?xml[^>]*\sencoding=["']([\w.-]+)["']/.exec(head)?.[1] ?? 'UTF-8';
  // Said by programs that wrote the text into a string before they wrote it into a file.
  return /^utf-?16/i.test(named) ? 'UTF-8' : named;
}
