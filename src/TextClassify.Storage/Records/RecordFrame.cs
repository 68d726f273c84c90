using System.Runtime.InteropServices;
using System.Text;

namespace TextClassify.Storage.Records;

/// <summary>
/// The requests of one commit as bytes. One row of the outbox holds them all: a row each would cost the service more than the answers do.
/// </summary>
internal static class RecordFrame
{
    private const byte Format = 2;

    /// <summary>Frames of it know no callers.</summary>
    private const byte FormatBefore = 1;

    public static byte[] Write(IReadOnlyList<StoredRequest> requests)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Format);
        writer.Write7BitEncodedInt(requests.Count);
        foreach (var request in requests)
        {
            Write(writer, request);
        }

        writer.Flush();
        return bytes.ToArray();
    }

    /// <exception cref="InvalidDataException">The frame is of a later program, or damaged.</exception>
    public static List<StoredRequest> Read(byte[] frame)
    {
        using var reader = new BinaryReader(new MemoryStream(frame), Encoding.UTF8);
        byte format = reader.ReadByte();
        if (format is not (Format or FormatBefore))
        {
            throw new InvalidDataException($"The outbox has a frame of format {format}; this program reads {Format}.");
        }

        int count = reader.Read7BitEncodedInt();
        var requests = new List<StoredRequest>(count);
        for (int i = 0; i < count; i++)
        {
            requests.Add(ReadRequest(reader, callers: format == Format));
        }

        return requests;
    }

    private static void Write(BinaryWriter writer, StoredRequest request)
    {
        writer.Write(request.Id.ToByteArray());
        writer.Write(request.At);
        writer.Write(request.Model);
        writer.Write(request.Version);
        writer.Write7BitEncodedInt(request.Labels.Count);
        foreach (string label in request.Labels)
        {
            writer.Write(label);
        }

        writer.Write(request.Cohort is not null);
        writer.Write(request.Cohort ?? "");
        writer.Write(request.Block);
        writer.Write(request.Caller is not null);
        writer.Write(request.Caller ?? []);
        writer.Write7BitEncodedInt(request.Items.Count);
        foreach (var item in request.Items)
        {
            Write(writer, item);
        }
    }

    private static void Write(BinaryWriter writer, StoredItem item)
    {
        writer.Write7BitEncodedInt(item.Index);
        writer.Write7BitEncodedInt(item.Label);
        writer.Write(MemoryMarshal.AsBytes(item.Scores.AsSpan()));
        writer.Write(item.Margin);
        writer.Write(item.Entropy);
        writer.Write7BitEncodedInt(item.Tokens);
        writer.Write7BitEncodedInt(item.Read);
        writer.Write7BitEncodedInt(item.Unknown);
        writer.Write(item.TextHash);
        writer.Write7BitEncodedInt(item.Pieces?.Length ?? -1);
        if (item is { Pieces: { } pieces, Shares: { } shares })
        {
            foreach (string piece in pieces)
            {
                writer.Write(piece);
            }

            writer.Write(MemoryMarshal.AsBytes(shares.AsSpan()));
        }

        writer.Write(item.Text is not null);
        writer.Write(item.Text ?? "");
    }

    private static StoredRequest ReadRequest(BinaryReader reader, bool callers)
    {
        var id = new Guid(reader.ReadBytes(16));
        long at = reader.ReadInt64();
        string model = reader.ReadString(), version = reader.ReadString();
        string[] labels = new string[reader.Read7BitEncodedInt()];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = reader.ReadString();
        }

        bool grouped = reader.ReadBoolean();
        string cohort = reader.ReadString();
        byte block = reader.ReadByte();
        byte[]? caller = callers && reader.ReadBoolean() ? reader.ReadBytes(KeyedHash.Bytes) : null;
        var items = new StoredItem[reader.Read7BitEncodedInt()];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = ReadItem(reader, labels.Length);
        }

        return new StoredRequest
        {
            Id = id,
            At = at,
            Model = model,
            Version = version,
            Labels = labels,
            Cohort = grouped ? cohort : null,
            Block = block,
            Caller = caller,
            Items = items,
        };
    }

    private static StoredItem ReadItem(BinaryReader reader, int labels)
    {
        var item = new StoredItem
        {
            Index = reader.Read7BitEncodedInt(),
            Label = reader.Read7BitEncodedInt(),
            Scores = Numbers<float>(reader, labels),
            Margin = reader.ReadSingle(),
            Entropy = reader.ReadSingle(),
            Tokens = reader.Read7BitEncodedInt(),
            Read = reader.Read7BitEncodedInt(),
            Unknown = reader.Read7BitEncodedInt(),
            TextHash = reader.ReadBytes(StoredItem.TextHashBytes),
        };
        if (reader.Read7BitEncodedInt() is >= 0 and var count)
        {
            string[] pieces = new string[count];
            for (int i = 0; i < count; i++)
            {
                pieces[i] = reader.ReadString();
            }

            item = item with { Pieces = pieces, Shares = Numbers<short>(reader, count) };
        }

        bool kept = reader.ReadBoolean();
        string text = reader.ReadString();
        return kept ? item with { Text = text } : item;
    }

    private static T[] Numbers<T>(BinaryReader reader, int count)
        where T : struct
    {
        var numbers = new T[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }
}
