/** A file's text, and the encoding that it was read by. */
export interface Decoded {
  readonly text: string;
  readonly encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252';
}

/** Text of bytes: by their byte order mark, else UTF-8, and where they are no UTF-8 Windows-1252, which any bytes are. */
export function decodeBytes(bytes: Uint8Array): Decoded {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  if (utf16) {
    return { text: new TextDecoder(utf16).decode(bytes), encoding: 'UTF-16' };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return { text: windows1252(bytes), encoding: 'Windows-1252' };
  }
}

/** What Windows-1252 has from 0x80 to 0x9f, by the WHATWG's table; elsewhere it is Latin-1. Node's decoder takes these for Latin-1 too. */
const special = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function windows1252(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes).replace(/[\x80-\x9f]/g, (letter) => special[letter.charCodeAt(0) - 0x80] ?? letter);
}
