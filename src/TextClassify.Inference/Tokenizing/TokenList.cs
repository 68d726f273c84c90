namespace TextClassify.Inference.Tokenizing;

/// <summary>Collects the tokens of a text up to a limit and counts the others.</summary>
/// <param name="most">Tokens kept.</param>
internal sealed class TokenList(int most)
{
    private readonly List<int> _ids = [];
    private readonly List<TokenSpan> _spans = [];
    private int _total;

    /// <param name="id">The token.</param>
    /// <param name="start">UTF-16 offset of its first unit.</param>
    /// <param name="end">The offset after its last; above <paramref name="start"/>.</param>
    public void Add(int id, int start, int end)
    {
        if (_total++ < most)
        {
            _ids.Add(id);
            _spans.Add(new TokenSpan(start, end));
        }
    }

    /// <summary>Lets the last token go on to <paramref name="end"/> where it ends at <paramref name="at"/> and was not cut off.</summary>
    public void Extend(int at, int end)
    {
        if (_total == _spans.Count && _total > 0 && _spans[^1].End == at)
        {
            _spans[^1] = _spans[^1] with { End = end };
        }
    }

    public EncodedText ToText(SpecialIds special) => new(_ids.ToArray(), _spans.ToArray(), _total) { Special = special };
}
