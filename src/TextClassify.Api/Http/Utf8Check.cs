using System.Text;
using System.Text.Unicode;

namespace TextClassify.Api.Http;

internal static class Utf8Check
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> body) =>
        body.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;

    /// <summary>Null when the bytes are UTF-8, else the place of the first that are not.</summary>
    public static Problem? Check(ReadOnlySpan<byte> body, long firstLine)
    {
        if (Utf8.IsValid(body))
        {
            return null;
        }

        int index = 0;
        while (Rune.DecodeFromUtf8(body[index..], out _, out int consumed) == System.Buffers.OperationStatus.Done)
        {
            index += consumed;
        }

        long line = body[..index].Count((byte)'\n') + firstLine;
        int column = index - body[..index].LastIndexOf((byte)'\n');
        return new Problem(ProblemTypes.InvalidUtf8, $"The bytes are not UTF-8 at line {line}, byte {column}.")
        {
            Line = line,
            Byte = column,
        };
    }
}
