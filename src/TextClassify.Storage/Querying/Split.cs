using TextClassify.Storage.Outbox;
using TextClassify.Storage.Sealing;

namespace TextClassify.Storage.Querying;

/// <summary>
/// Of which files a question reads sums and of which the rows: sums are of whole days or hours, so a window that begins or ends within one
/// has its rest from rows. What is in no file yet is rows, too.
/// </summary>
internal sealed class Split
{
    private readonly string _folder;
    private readonly List<SealedFile> _whole = [], _cut = [], _raw = [];
    private readonly long _first, _past;
    private readonly string _excluded;

    /// <param name="folder">Of the files.</param>
    /// <param name="files">The list.</param>
    /// <param name="filter">Its window, and whether sums know what it asks for.</param>
    /// <param name="needed">The sums that it takes.</param>
    /// <param name="grain">Of these sums, in microseconds.</param>
    /// <param name="erased">What is not to be counted.</param>
    public Split(
        string folder, IEnumerable<SealedFile> files, PredictionFilter filter, RollUps needed, long grain, ErasedRows erased)
    {
        (_folder, _excluded) = (folder, erased.Excluded);
        long from = filter.From ?? long.MinValue, to = filter.To ?? long.MaxValue;
        _first = filter.From is null ? long.MinValue : -FloorDivide(-from, grain) * grain;
        _past = filter.To is null ? long.MaxValue : FloorDivide(to, grain) * grain;
        foreach (var file in files.Where(file => file.MaxAt >= from && file.MinAt < to))
        {
            bool summed = file.Has(needed) && filter is { Wrong: null } && !erased.Holds(file);
            var part = summed && file.MinAt >= from && file.MaxAt < to ? _whole
                : summed && file.MaxAt >= _first && file.MinAt < _past && _first < _past ? _cut
                : _raw;
            part.Add(file);
        }
    }

    /// <summary>Sums of predictions within the window.</summary>
    public string Sums => Rolled(file => file.Sums, "no_sums");

    /// <summary>Sums of tokens.</summary>
    public string Tokens => Rolled(file => file.Tokens, "no_tokens");

    /// <summary>The predictions that are in no sum; their times are still to be held against the window.</summary>
    public string Predictions => Union(
        From(_raw, file => file.Predictions) is { } raw ? raw + _excluded : null,
        From(_cut, file => file.Predictions) is { } cut ? $"{cut} WHERE NOT ({Inner("ts")})" : null,
        "recent_predictions");

    /// <summary>Evidence that holds all of theirs.</summary>
    public string Evidence => Union(From(_raw.Concat(_cut).Where(file => file.Evidence), file => file.Shares), null, "recent_evidence");

    private string Rolled(Func<SealedFile, string> name, string none) => Union(
        From(_whole, name), From(_cut, name) is { } cut ? $"{cut} WHERE {Inner("since")}" : null, none);

    private string Inner(string column) =>
        (_first == long.MinValue ? "true" : $"{column} >= {_first}") + (_past == long.MaxValue ? "" : $" AND {column} < {_past}");

    private string? From(IEnumerable<SealedFile> files, Func<SealedFile, string> name)
    {
        string[] names = [.. files.Select(name)];
        return names.Length == 0 ? null : ParquetFiles.From(_folder, names);
    }

    private static string Union(params string?[] parts) =>
        $"({string.Join(" UNION ALL BY NAME ", parts.OfType<string>().Select(part => $"SELECT * FROM {part}"))})";

    private static long FloorDivide(long value, long by) => (long)Math.Floor((decimal)value / by);
}
