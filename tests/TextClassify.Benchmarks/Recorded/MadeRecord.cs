using TextClassify.Storage.Records;

namespace TextClassify.Benchmarks.Recorded;

/// <summary>An answer that is as it will be kept.</summary>
internal sealed class MadeRecord(StoredRequest request) : IPendingRecord
{
    private const int ItemBytes = 500;

    public int Rows => request.Items.Count;

    public int Bytes => Rows * ItemBytes;

    public StoredRequest Complete(ReadOnlySpan<byte> key) => request;
}
