/** Lines of a body as they come; the last one may lack its break. */
export async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let held = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const parts = (held + (value ? decoder.decode(value, { stream: true }) : decoder.decode())).split('\n');
      held = done ? '' : parts.pop() ?? '';
      for (const line of parts) {
        if (line !== '') {
          yield line;
        }
      }
      if (done) {
        return;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
