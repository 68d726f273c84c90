namespace TextClassify.Api.Streams;

/// <summary>Items that are run together. Bounded by lines, tokens and bytes.</summary>
internal sealed class StreamWindow(WindowSize size)
{
    private readonly List<StreamItem> _items = [];
    private int _tokens;
    private long _bytes;

    public IReadOnlyList<StreamItem> Items => _items;

    public int Tokens => _tokens;

    /// <summary>Timestamp at which a body had given its lines; 0 where they are of a list.</summary>
    public long ReadAt { get; set; }

    public bool IsFull => _items.Count >= size.Lines || _tokens >= size.Tokens || _bytes >= size.Bytes;

    /// <param name="item">The next.</param>
    /// <param name="bytes">Of its line; 0 where it is of a list, which is held whole anyway.</param>
    public void Add(StreamItem item, int bytes = 0)
    {
        _items.Add(item);
        _bytes += bytes;
        _tokens += item.Input.Read;
    }

    public EncodedInput[] Inputs() => [.. _items.Select(item => item.Input)];
}
