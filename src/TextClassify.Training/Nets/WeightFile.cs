using System.Runtime.InteropServices;
using System.Text;

namespace TextClassify.Training.Nets;

/// <summary>
/// <c>weights.bin</c>: a <see cref="WeightTable"/> on disk. Little-endian: the bytes <c>TCWEIGHT</c>, int32 format 1, int32 count; then a
/// weight each: its name (.NET length-prefixed UTF-8), int32 rank, int32 sizes, float32 values. Nothing follows the last.
/// </summary>
internal static class WeightFile
{
    private const int Format = 1;
    private const int MaxRank = 4;

    private static ReadOnlySpan<byte> Magic => "TCWEIGHT"u8;

    public static void Write(WeightTable weights, Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(Format);
        writer.Write(weights.Names.Count);
        foreach (string name in weights.Names)
        {
            var weight = weights[name];
            writer.Write(name);
            writer.Write(weight.Shape.Count);
            foreach (int size in weight.Shape)
            {
                writer.Write(size);
            }

            writer.Write(MemoryMarshal.AsBytes<float>(weight.Values));
        }
    }

    /// <exception cref="InvalidDataException">Not such a file, or one that is cut, has more behind its end, or repeats a name.</exception>
    public static WeightTable Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        try
        {
            if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic) || reader.ReadInt32() != Format)
            {
                throw new InvalidDataException($"Not a weight file of format {Format}.");
            }

            int count = reader.ReadInt32();
            var weights = new Dictionary<string, Weight>(StringComparer.Ordinal);
            for (int i = 0; i < count; i++)
            {
                var weight = ReadWeight(reader, stream);
                if (!weights.TryAdd(weight.Name, weight))
                {
                    throw new InvalidDataException($"The weight file has '{weight.Name}' twice.");
                }
            }

            return stream.ReadByte() < 0
                ? new WeightTable(weights.Values)
                : throw new InvalidDataException("The weight file goes on behind its last weight.");
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException("The weight file ends before its last weight.", exception);
        }
    }

    private static Weight ReadWeight(BinaryReader reader, Stream stream)
    {
        string name = reader.ReadString();
        int rank = reader.ReadInt32();
        if (rank is < 0 or > MaxRank)
        {
            throw new InvalidDataException($"'{name}' has rank {rank}; at most {MaxRank} is allowed.");
        }

        int[] shape = new int[rank];
        long length = 1;
        for (int i = 0; i < rank; i++)
        {
            shape[i] = reader.ReadInt32();
            length *= shape[i];
            if (shape[i] < 1 || length > Array.MaxLength / sizeof(float))
            {
                throw new InvalidDataException($"'{name}' has size {shape[i]} in dimension {i}.");
            }
        }

        // A forged length must not allocate what the file can't hold.
        if (stream.CanSeek && length * sizeof(float) > stream.Length - stream.Position)
        {
            throw new EndOfStreamException();
        }

        float[] values = new float[length];
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));

        return new Weight(name, shape, values);
    }
}
