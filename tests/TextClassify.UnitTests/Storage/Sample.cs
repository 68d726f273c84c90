using TextClassify.Storage.Records;

namespace TextClassify.Storage;

/// <summary>Answers whose every number is known by hand.</summary>
internal static class Sample
{
    public static readonly string[] Labels = ["negative", "positive"];

    /// <summary>2027-01-01, in microseconds since 1970.</summary>
    public const long Day = 1_798_761_600_000_000;

    public static StoredRequest Request(
        int number, int label = 1, float confidence = 0.75f, string version = "1", string? cohort = null, int block = 3,
        string[]? pieces = null, string? text = null, int items = 1) => new()
        {
            Id = Id(number),
            At = Day + (number * 1_000L),
            Model = "polarity",
            Version = version,
            Labels = Labels,
            Cohort = cohort,
            Block = (byte)block,
            Items =
            [
                .. Enumerable.Range(0, items).Select(index => new StoredItem
                {
                    Index = index,
                    Label = label,
                    Scores = label == 0 ? [confidence, 1 - confidence] : [1 - confidence, confidence],
                    Margin = (2 * confidence) - 1,
                    Entropy = 0.5f,
                    Tokens = 7,
                    Read = 6,
                    Unknown = 1,
                    TextHash = [.. Enumerable.Repeat((byte)number, StoredItem.TextHashBytes)],
                    Pieces = pieces,
                    Shares = pieces is null ? null : [.. pieces.Select((_, i) => EvidenceScale.Of(i + 0.5f))],
                    Text = text,
                }),
            ],
        };

    /// <summary>Version 7 at the time of the request.</summary>
    public static Guid Id(int number) => new($"01a2b7c0-{number >> 16:x4}-7{number & 0xfff:x3}-8000-{number:x12}");

    public static IPendingRecord Pending(StoredRequest request) => new Made(request);

    private sealed class Made(StoredRequest request) : IPendingRecord
    {
        public int Rows => request.Items.Count;

        public int Bytes => 100 * Rows;

        public StoredRequest Complete(ReadOnlySpan<byte> key) => request;
    }
}
