using System.Buffers.Binary;

namespace TextClassify.Training.Communication;

/// <summary>Reads the IDX files of MNIST and its kin: a magic number, the sizes, and a byte an element; gzipped or plain.</summary>
internal static class IdxFile
{
    private const int UnsignedBytes = 0x08;
    private const int MaxDimensions = 3;
    private const int MaxElements = 1 << 28;

    /// <exception cref="DataException">Missing, another format, more dimensions than three, or fewer bytes than its sizes say.</exception>
    public static (int[] Sizes, byte[] Elements) Read(string path)
    {
        DataStream.ThrowIfAbsent(path);
        try
        {
            using var stream = DataStream.Open(path);
            Span<byte> head = stackalloc byte[4 * (MaxDimensions + 1)];
            stream.ReadExactly(head[..4]);
            int dimensions = head[3];
            if (head[0] != 0 || head[1] != 0 || head[2] != UnsignedBytes || dimensions is 0 or > MaxDimensions)
            {
                throw new DataException($"{path} is no IDX file of bytes with at most {MaxDimensions} dimensions.");
            }

            stream.ReadExactly(head.Slice(4, 4 * dimensions));
            int[] sizes = new int[dimensions];
            long count = 1;
            for (int i = 0; i < dimensions; i++)
            {
                sizes[i] = BinaryPrimitives.ReadInt32BigEndian(head[(4 * (i + 1))..]);
                count = sizes[i] is >= 0 and <= MaxElements ? count * sizes[i] : MaxElements + 1L;
                if (count > MaxElements)
                {
                    throw new DataException($"{path} says it has more than {MaxElements} elements.");
                }
            }

            byte[] elements = new byte[count];
            stream.ReadExactly(elements);
            return (sizes, elements);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new DataException($"{path} can't be read: {exception.Message}", exception);
        }
    }
}
