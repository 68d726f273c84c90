using TextClassify.Api.Scoring;

namespace TextClassify.Api.Ndjson;

/// <summary>Items that are run together. Bounded by lines and by tokens.</summary>
internal sealed class StreamWindow(WindowSize size)
{
    private readonly List<StreamItem> _items = [];
    private int _tokens;

    public IReadOnlyList<StreamItem> Items => _items;

    public int Tokens => _tokens;

    /// <summary>Timestamp at which a body had given its lines; 0 where they are of a list.</summary>
    public long ReadAt { get; set; }

    public bool IsFull => _items.Count >= size.Lines || _tokens >= size.Tokens;

    public void Add(StreamItem item)
    {
        _items.Add(item);
        _tokens += item.Input.Read;
    }

    public EncodedInput[] Inputs() => [.. _items.Select(item => item.Input)];
}
