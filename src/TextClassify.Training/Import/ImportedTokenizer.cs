namespace TextClassify.Training.Import;

/// <summary>How an exported model reads a text, in this project's words.</summary>
/// <param name="Settings">For the manifest; its limit is that of the tokenizer's own files, or the largest number.</param>
/// <param name="Pieces">By id.</param>
/// <param name="Merges">Of a byte-level vocabulary; null for word pieces.</param>
internal sealed record ImportedTokenizer(TokenizerSettings Settings, IReadOnlyList<string> Pieces, IReadOnlyList<string>? Merges)
{
    private const int MostPieces = 1_000_000;

    /// <summary>The pieces, and a made-up one for every row of the table that has none.</summary>
    /// <param name="rows">Of the table.</param>
    /// <exception cref="DataException">There are more pieces than rows.</exception>
    public IReadOnlyList<string> PiecesFor(int rows) => Pieces.Count <= rows
        ? [.. Pieces, .. Enumerable.Range(Pieces.Count, rows - Pieces.Count).Select(Unused)]
        : throw new DataException($"The tokenizer has {Pieces.Count} pieces where the graph's table of embeddings has {rows} rows.");

    /// <summary>Puts pieces in the order of their ids.</summary>
    /// <param name="file">Where they are from.</param>
    /// <param name="pieces">With their ids.</param>
    /// <exception cref="DataException">An id stands twice for different pieces, or is out of range.</exception>
    public static IReadOnlyList<string> InOrder(string file, IEnumerable<(string Piece, int Id)> pieces)
    {
        var byId = new SortedDictionary<int, string>();
        foreach (var (piece, id) in pieces)
        {
            if (id is < 0 or >= MostPieces)
            {
                throw new DataException($"{file} has a piece with the id {id}; ids run from 0 to {MostPieces - 1}.");
            }

            if (!byId.TryAdd(id, piece) && byId[id] != piece)
            {
                throw new DataException($"{file} has two pieces with the id {id}.");
            }
        }

        int count = byId.Count == 0 ? 0 : byId.Keys.Last() + 1;
        string[] order = [.. Enumerable.Range(0, count).Select(id => byId.TryGetValue(id, out string? piece) ? piece : Unused(id))];
        return order.Distinct(StringComparer.Ordinal).Count() == count
            ? order
            : throw new DataException($"{file} has a piece with two ids.");
    }

    private static string Unused(int id) => $"[no-piece-{id}]";
}
