using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;

namespace TextClassify.Api.Telemetry;

/// <summary>Text that is read in place behind its writing, where a <see cref="StringWriter"/> gives strings: 1.7 KB a log line.</summary>
internal sealed class TextBuffer() : TextWriter(CultureInfo.InvariantCulture)
{
    private readonly ArrayBufferWriter<char> _written = new();

    public ReadOnlySpan<char> Written => _written.WrittenSpan;

    public override Encoding Encoding => Encoding.Unicode;

    public override void Write(char value) => _written.Write([value]);

    public override void Write(ReadOnlySpan<char> buffer) => _written.Write(buffer);

    public override void Write(string? value) => _written.Write(value);

    /// <summary>Writes what is written here as a JSON string.</summary>
    public void WriteQuoted(TextWriter output)
    {
        MemoryMarshal.TryGetArray(_written.WrittenMemory, out var written);
        output.Write('"');
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(output, written.Array!, written.Offset, written.Count);
        output.Write('"');
    }

    public void Clear() => _written.ResetWrittenCount();
}
