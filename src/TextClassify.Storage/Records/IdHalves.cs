using System.Buffers.Binary;

namespace TextClassify.Storage.Records;

/// <summary>
/// An id as two numbers, which files keep: the first begins with the time and grows slowly, the second is chance. As one value of 16 bytes
/// it would take half as many bytes again.
/// </summary>
internal static class IdHalves
{
    /// <summary>Of a prediction p, as the text that people know.</summary>
    public const string Text = "format('{:016x}{:016x}', p.id_high, p.id_low)::UUID::VARCHAR";

    /// <summary>Columns of files that an earlier program wrote, from theirs.</summary>
    public const string OfEarlier = """
        coalesce(id_high, ('0x' || replace(left(id::VARCHAR, 18), '-', ''))::BIGINT) AS id_high,
        coalesce(id_low, ('0x' || replace(substr(id::VARCHAR, 20), '-', ''))::UBIGINT) AS id_low
        """;

    public static (long High, ulong Low) Of(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return (BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
    }

    public static Guid Join(long high, ulong low)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], low);
        return new Guid(bytes, bigEndian: true);
    }
}
