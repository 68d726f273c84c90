using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace TextClassify.Training.Vectors;

/// <summary>
/// word2vec's binary form: "count width\n", then a word: UTF-8, a space, width little-endian floats, mostly a line break.
/// </summary>
internal static class WordVectorsBinary
{
    private const int LongestWord = 4_096;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static WordVectors Read(Stream stream)
    {
        byte[] word = new byte[LongestWord];
        int count = ReadNumber(stream, word, ' ', "count");
        int width = ReadNumber(stream, word, '\n', "width");
        var builder = new WordVectorsBuilder(width, count);
        for (int row = 0; row < count; row++)
        {
            int length = ReadUntil(stream, word, ' ');
            if (length < 0)
            {
                throw new InvalidDataException($"it ends or goes astray at word {row + 1} of {count}.");
            }

            ReadVector(stream, builder.Next(), row + 1, count);
            builder.Add(Decode(word.AsSpan(0, length), row + 1));
        }

        return stream.ReadByte() is -1 or '\n' && stream.ReadByte() < 0
            ? builder.ToVectors()
            : throw new InvalidDataException($"bytes follow the last of its {count} words.");
    }

    public static void Write(Stream stream, WordVectors vectors)
    {
        stream.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{vectors.Count} {vectors.Width}\n")));
        byte[] row = new byte[vectors.Width * sizeof(float)];
        for (int i = 0; i < vectors.Count; i++)
        {
            var values = vectors[i];
            for (int j = 0; j < values.Length; j++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(row.AsSpan(j * sizeof(float)), values[j]);
            }

            stream.Write(StrictUtf8.GetBytes(vectors.Words[i]));
            stream.WriteByte((byte)' ');
            stream.Write(row);
            stream.WriteByte((byte)'\n');
        }
    }

    private static void ReadVector(Stream stream, Span<float> vector, int row, int count)
    {
        var bytes = MemoryMarshal.AsBytes(vector);
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw new InvalidDataException($"it ends in the vector of word {row} of {count}.");
        }

        if (!BitConverter.IsLittleEndian)
        {
            var words = MemoryMarshal.Cast<byte, int>(bytes);
            BinaryPrimitives.ReverseEndianness(words, words);
        }
    }

    private static int ReadNumber(Stream stream, byte[] buffer, char end, string what)
    {
        int length = ReadUntil(stream, buffer, end);
        return length > 0
            && int.TryParse(buffer.AsSpan(0, length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw new InvalidDataException($"its first line gives no {what}.");
    }

    /// <summary>Bytes before <paramref name="end"/>, the line break before them left out; -1 when the end does not come.</summary>
    private static int ReadUntil(Stream stream, byte[] buffer, char end)
    {
        int length = 0;
        while (length < buffer.Length && stream.ReadByte() is >= 0 and int value)
        {
            if (value == end)
            {
                return length;
            }

            if (value != '\n' || length > 0)
            {
                buffer[length++] = (byte)value;
            }
        }

        return -1;
    }

    private static string Decode(ReadOnlySpan<byte> word, int row)
    {
        try
        {
            return StrictUtf8.GetString(word);
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException($"word {row} is not valid UTF-8.");
        }
    }
}
