using TextClassify.Storage.Outbox;
using TextClassify.Storage.Querying.Held;
using TextClassify.Storage.Sealing;

namespace TextClassify.Storage.Querying;

/// <summary>
/// Of which files a question reads sums and of which the rows: sums are of whole days or hours, so a window that begins or ends within one
/// has its rest from rows. What is in no file yet is rows, too.
/// </summary>
internal sealed class Split
{
    private readonly string _folder;
    private readonly List<ISummed> _whole = [];
    private readonly List<SealedFile> _cut = [], _ragged = [], _raw = [];
    private readonly KeptCounts? _kept;
    private readonly long _first, _past;
    private readonly string _excluded;

    /// <param name="folder">Of the files.</param>
    /// <param name="files">The list.</param>
    /// <param name="groups">Of them.</param>
    /// <param name="filter">Its window, and whether sums know what it asks for.</param>
    /// <param name="needed">The sums that it takes.</param>
    /// <param name="grain">Of these sums, in microseconds.</param>
    /// <param name="erased">What is not to be counted.</param>
    /// <param name="kept">Holds the sums of all files by the grain; null where they are read of the files that the window takes.</param>
    public Split(
        string folder, IReadOnlyList<SealedFile> files, IEnumerable<SumGroup> groups, PredictionFilter filter, RollUps needed, long grain,
        ErasedRows erased, KeptCounts? kept = null)
    {
        (_folder, _excluded, _kept) = (folder, erased.Excluded, filter.Wrong is null ? kept : null);
        long from = filter.From ?? long.MinValue, to = filter.To ?? long.MaxValue;
        _first = filter.From is null ? long.MinValue : -FloorDivide(-from, grain) * grain;
        _past = filter.To is null ? long.MaxValue : FloorDivide(to, grain) * grain;
        var usable = filter.Wrong is null
            ? files.Where(file => file.Has(needed) && !erased.Holds(file)).Select(file => file.Number).ToHashSet()
            : [];
        var grouped = new HashSet<long>();
        foreach (var group in groups.Where(group => kept is null && group.Has(needed) && Whole(group))
            .OrderByDescending(group => group.Level))
        {
            if (group.Members.All(number => usable.Contains(number) && !grouped.Contains(number)))
            {
                _whole.Add(group);
                grouped.UnionWith(group.Members);
            }
        }

        foreach (var file in files.Where(file => file.MaxAt >= from && file.MinAt < to && !grouped.Contains(file.Number)))
        {
            if (!usable.Contains(file.Number))
            {
                _raw.Add(file);
            }
            else if (_kept is null && Whole(file))
            {
                _whole.Add(file);
            }
            else if (file.MaxAt < _first || file.MinAt >= _past || _first >= _past)
            {
                _raw.Add(file);
            }
            else
            {
                _cut.Add(file);
                if ((from < _first && file.MinAt < _first) || (_past < to && file.MaxAt >= _past))
                {
                    _ragged.Add(file);
                }
            }
        }

        bool Whole(ISummed summed) => summed.MinAt >= from && summed.MaxAt < to;
    }

    /// <summary>Sums of predictions within the window.</summary>
    public string Sums => Rolled(file => file.Sums, ParquetFiles.From, "no_sums");

    /// <summary>Of what is kept: whole grains within the window.</summary>
    public string Kept => _kept is null ? "no_sums" : $"(SELECT * FROM {_kept.Over(_first, _past)} WHERE {Inner("since")})";

    /// <summary>Sums of tokens.</summary>
    public string Tokens => Rolled(
        file => file.Tokens, (folder, names) => RollUpTables.Wide(ParquetFiles.From(folder, names)), "no_tokens");

    /// <summary>The predictions that are in no sum; their times are still to be held against the window.</summary>
    public string Predictions => Union(
        Read(_raw, file => file.Predictions, ParquetFiles.Predictions) is { } raw ? raw + _excluded : null,
        Read(_ragged, file => file.Predictions, ParquetFiles.Predictions) is { } rest ? $"{rest} WHERE NOT ({Inner("ts")})" : null,
        "recent_predictions");

    /// <summary>Evidence that holds all of theirs.</summary>
    public string Evidence => Union(
        Read(_raw.Concat(_ragged).Where(file => file.Evidence), file => file.Shares, ParquetFiles.From), null, "recent_evidence");

    private string Rolled(Func<ISummed, string> name, Func<string, IEnumerable<string>, string> read, string none) => Union(
        Read(_whole, name, read), Read(_cut, name, read) is { } cut ? $"{cut} WHERE {Inner("since")}" : null, none);

    private string Inner(string column) =>
        (_first == long.MinValue ? "true" : $"{column} >= {_first}") + (_past == long.MaxValue ? "" : $" AND {column} < {_past}");

    private string? Read<T>(IEnumerable<T> files, Func<T, string> name, Func<string, IEnumerable<string>, string> read)
    {
        string[] names = [.. files.Select(name)];
        return names.Length == 0 ? null : read(_folder, names);
    }

    private static string Union(params string?[] parts) =>
        $"({string.Join(" UNION ALL BY NAME ", parts.OfType<string>().Select(part => $"SELECT * FROM {part}"))})";

    private static long FloorDivide(long value, long by) => (long)Math.Floor((decimal)value / by);
}
