namespace TextClassify.Inference.Registry;

/// <summary>
/// What was seen in the models' folder. A package that appears is due when it looks the same twice in a row, so that one being copied is
/// not read half; one that was refused is due again when its files changed. Used by one scan at a time.
/// </summary>
internal sealed class PackageWatch(PackageFolder folder)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Name, string Version), Seen> _seen = [];

    /// <summary>Takes the package as it is now for done: it is not due until its files change.</summary>
    public void Settle(PackagePlace place)
    {
        string? mark = PackageFolder.Mark(place);
        lock (_lock)
        {
            _seen[(place.Name, place.Version)] = new Seen(mark, Due: false);
        }
    }

    /// <summary>Packages to load now, and those that are gone since the last look.</summary>
    public (List<PackagePlace> Due, List<(string Name, string Version)> Gone) Look()
    {
        var due = new List<PackagePlace>();
        var there = new HashSet<(string, string)>();
        foreach (var place in folder.Find())
        {
            there.Add((place.Name, place.Version));
            string? mark = PackageFolder.Mark(place);
            lock (_lock)
            {
                var before = _seen.GetValueOrDefault((place.Name, place.Version));
                if (before is null || before.Mark != mark)
                {
                    _seen[(place.Name, place.Version)] = new Seen(mark, Due: true);
                }
                else if (before.Due)
                {
                    _seen[(place.Name, place.Version)] = before with { Due = false };
                    due.Add(place);
                }
            }
        }

        lock (_lock)
        {
            var gone = _seen.Keys.Where(key => !there.Contains(key)).ToList();
            gone.ForEach(key => _seen.Remove(key));
            return (due, gone);
        }
    }

    private sealed record Seen(string? Mark, bool Due);
}
