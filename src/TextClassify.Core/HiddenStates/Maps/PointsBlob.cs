using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace TextClassify.HiddenStates.Maps;

/// <summary>
/// The points as one little-endian blob, which files hold and <c>/maps/{id}/points</c> serves. 16 bytes of head: "TCPT", version 1, N as
/// 32-bit integers, 4 bytes 0. Then whole columns, one after the other, each aligned to its numbers: float32 x, y, principal x, principal
/// y, jump; uint32 row; uint16 token; uint8 label, local label, local score, cumulative label, cumulative score.
/// </summary>
internal static class PointsBlob
{
    public const int HeadBytes = 16;
    public const int PointBytes = (5 * sizeof(float)) + sizeof(int) + sizeof(ushort) + 5;

    private const int Version = 1;

    private static ReadOnlySpan<byte> Magic => "TCPT"u8;

    public static int Length(int points) => checked(HeadBytes + (points * PointBytes));

    public static byte[] Write(MapPoints points)
    {
        byte[] blob = new byte[Length(points.Count)];
        Magic.CopyTo(blob);
        BinaryPrimitives.WriteInt32LittleEndian(blob.AsSpan(4), Version);
        BinaryPrimitives.WriteInt32LittleEndian(blob.AsSpan(8), points.Count);
        var rest = blob.AsSpan(HeadBytes);
        foreach (float[] column in (ReadOnlySpan<float[]>)[points.X, points.Y, points.PrincipalX, points.PrincipalY, points.Jumps])
        {
            Put<float>(column, ref rest);
        }

        Put<int>(points.Rows, ref rest);
        Put<ushort>(points.Tokens, ref rest);
        foreach (byte[] column in (ReadOnlySpan<byte[]>)
            [points.Labels, points.LocalLabels, points.LocalScores, points.CumulativeLabels, points.CumulativeScores])
        {
            Put<byte>(column, ref rest);
        }

        return blob;
    }

    /// <summary>Null when it is not what <see cref="Write"/> writes.</summary>
    public static MapPoints? Read(ReadOnlySpan<byte> blob)
    {
        if (blob.Length < HeadBytes || !blob.StartsWith(Magic) || BinaryPrimitives.ReadInt32LittleEndian(blob[4..]) != Version)
        {
            return null;
        }

        int count = BinaryPrimitives.ReadInt32LittleEndian(blob[8..]);
        if (count < 0 || blob.Length != HeadBytes + ((long)count * PointBytes))
        {
            return null;
        }

        var rest = blob[HeadBytes..];
        return new MapPoints
        {
            X = Take<float>(count, ref rest),
            Y = Take<float>(count, ref rest),
            PrincipalX = Take<float>(count, ref rest),
            PrincipalY = Take<float>(count, ref rest),
            Jumps = Take<float>(count, ref rest),
            Rows = Take<int>(count, ref rest),
            Tokens = Take<ushort>(count, ref rest),
            Labels = Take<byte>(count, ref rest),
            LocalLabels = Take<byte>(count, ref rest),
            LocalScores = Take<byte>(count, ref rest),
            CumulativeLabels = Take<byte>(count, ref rest),
            CumulativeScores = Take<byte>(count, ref rest),
        };
    }

    internal static void Put<T>(ReadOnlySpan<T> column, ref Span<byte> rest)
        where T : unmanaged
    {
        MemoryMarshal.AsBytes(column).CopyTo(rest);
        rest = rest[MemoryMarshal.AsBytes(column).Length..];
    }

    internal static T[] Take<T>(int count, ref ReadOnlySpan<byte> rest)
        where T : unmanaged
    {
        var column = new T[count];
        var bytes = MemoryMarshal.AsBytes(column.AsSpan());
        rest[..bytes.Length].CopyTo(bytes);
        rest = rest[bytes.Length..];
        return column;
    }
}
