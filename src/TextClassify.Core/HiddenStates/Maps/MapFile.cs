using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TextClassify.HiddenStates.Projection;

namespace TextClassify.HiddenStates.Maps;

/// <summary>
/// <c>map-forward.bin</c>, <c>map-backward.bin</c>, <c>map-word.bin</c>. Little-endian: "TCMP", version 1 and the head's length as 32-bit
/// integers, the head (<see cref="MapHeader"/> as JSON, blanks after it to a multiple of 4), the points (<see cref="PointsBlob"/>, padded
/// to a multiple of 4), float32 [4, W]: the mean, both principal axes and the scales, and the states as <see cref="StateCodes"/>, int8 [N,
/// W].
/// </summary>
public static class MapFile
{
    private const int Version = 1;
    private const int FixedBytes = 12;

    private static ReadOnlySpan<byte> Magic => "TCMP"u8;

    public static string NameOf(StateKind kind) => kind switch
    {
        StateKind.Forward => "map-forward.bin",
        StateKind.Backward => "map-backward.bin",
        _ => "map-word.bin",
    };

    /// <param name="header">The head.</param>
    /// <param name="points">N points.</param>
    /// <param name="plane">Of the states.</param>
    /// <param name="scales">[W].</param>
    /// <param name="codes">[N, W].</param>
    /// <param name="stream">Stays open.</param>
    internal static void Write(MapHeader header, MapPoints points, PrincipalPlane plane, float[] scales, sbyte[] codes, Stream stream)
    {
        byte[] head = JsonSerializer.SerializeToUtf8Bytes(header, MapJson.Default.MapHeader);
        Span<byte> numbers = stackalloc byte[FixedBytes];
        Magic.CopyTo(numbers);
        BinaryPrimitives.WriteInt32LittleEndian(numbers[4..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(numbers[8..], Padded(head.Length));
        stream.Write(numbers);
        stream.Write(head);
        Fill(stream, head.Length, (byte)' ');
        byte[] blob = PointsBlob.Write(points);
        stream.Write(blob);
        Fill(stream, blob.Length, 0);
        foreach (float[] row in (ReadOnlySpan<float[]>)[plane.Mean, plane.First, plane.Second, scales])
        {
            stream.Write(MemoryMarshal.AsBytes<float>(row));
        }

        stream.Write(MemoryMarshal.AsBytes<sbyte>(codes));
    }

    /// <summary>Reads a map of a package; one that is of another model, or is not whole, is refused and the model serves without
    /// it.</summary>
    /// <param name="file">Its name in the package.</param>
    /// <param name="content">The file.</param>
    /// <param name="kind">The kind its name says.</param>
    /// <param name="manifest">Of its package.</param>
    /// <param name="texts">The corpus its states stand in, as the model reads it.</param>
    public static MapReading Read(
        string file, ReadOnlySpan<byte> content, StateKind kind, ModelManifest manifest, IReadOnlyList<EncodedText> texts)
    {
        if (content.Length < FixedBytes || !content.StartsWith(Magic) || BinaryPrimitives.ReadInt32LittleEndian(content[4..]) != Version)
        {
            return MapReading.Refused(file, $"is no map of version {Version}.");
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(content[8..]);
        if (length < 0 || length > content.Length - FixedBytes || length != Padded(length))
        {
            return MapReading.Refused(file, $"has {content.Length} bytes where its head alone takes {length}.");
        }

        var (header, refusal) = JsonFile.Parse(file, content.Slice(FixedBytes, length), MapJson.Default.MapHeader);
        if (header is null)
        {
            return MapReading.Refused(file, refusal!.Reason);
        }

        return MapRules.Check(header, kind, manifest, content.Length - FixedBytes - length) is { } reason
            ? MapReading.Refused(file, reason)
            : ReadBody(file, header, content[(FixedBytes + length)..], Convert.ToHexStringLower(SHA256.HashData(content)), manifest, texts);
    }

    /// <summary>Bytes after the head.</summary>
    internal static long BodyBytes(int points, int width) =>
        Padded(PointsBlob.HeadBytes + ((long)points * PointsBlob.PointBytes)) + (4L * width * sizeof(float)) + ((long)points * width);

    private static MapReading ReadBody(
        string file, MapHeader header, ReadOnlySpan<byte> body, string sha256, ModelManifest manifest, IReadOnlyList<EncodedText> texts)
    {
        byte[] blob = body[..PointsBlob.Length(header.Points)].ToArray();
        if (PointsBlob.Read(blob) is not { } points)
        {
            return MapReading.Refused(file, $"does not hold the {header.Points} points that its head says.");
        }

        if (MapRules.Check(points, texts, manifest.Labels.Count) is { } reason)
        {
            return MapReading.Refused(file, reason);
        }

        var rest = body[(int)Padded(blob.Length)..];
        int width = header.Width;
        float[] mean = PointsBlob.Take<float>(width, ref rest), first = PointsBlob.Take<float>(width, ref rest);
        float[] second = PointsBlob.Take<float>(width, ref rest), scales = PointsBlob.Take<float>(width, ref rest);
        float[] states = new float[header.Points * width];
        StateCodes.Read(MemoryMarshal.Cast<byte, sbyte>(rest), scales, states);
        var plane = new PrincipalPlane(mean, first, second, (header.PrincipalShares[0], header.PrincipalShares[1]));
        return MapReading.Of(new ReferenceMap(header, points, blob, StateTable.Of(states, width), plane, sha256));
    }

    private static long Padded(long length) => (length + 3) & ~3L;

    private static int Padded(int length) => (int)Padded((long)length);

    private static void Fill(Stream stream, int length, byte value)
    {
        for (int at = length; at < Padded(length); at++)
        {
            stream.WriteByte(value);
        }
    }
}
