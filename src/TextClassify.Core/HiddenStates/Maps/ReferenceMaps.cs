using System.Collections.Immutable;

namespace TextClassify.HiddenStates.Maps;

/// <summary>The reference corpus of a package and the maps of its states. Immutable.</summary>
/// <param name="Corpus">Null when the package has none, or it is refused.</param>
/// <param name="Texts">The corpus's texts as the model reads them.</param>
/// <param name="Maps">One a kind at most.</param>
/// <param name="Refused">What the package holds and cannot be used; the model serves all the same.</param>
public sealed record ReferenceMaps(
    ReferenceCorpus? Corpus, ImmutableArray<EncodedText> Texts, ImmutableArray<ReferenceMap> Maps, ImmutableArray<PackageRefusal> Refused)
{
    public static ReferenceMaps None { get; } = new(null, [], [], []);

    /// <summary>Null when there is none of the kind.</summary>
    public ReferenceMap? Of(StateKind kind)
    {
        foreach (var map in Maps)
        {
            if (map.Header.Kind == kind)
            {
                return map;
            }
        }

        return null;
    }

    /// <summary>Reads what a package that passed its own checks holds of them.</summary>
    public static ReferenceMaps Read(IPackageFiles files, ModelManifest manifest, ITextEncoder encoder)
    {
        if (!files.Names.Contains(ReferenceCorpus.FileName))
        {
            return Find(files) is [] ? None : new(null, [], [], [.. Orphans(files)]);
        }

        var (corpus, refusal) = JsonFile.Read(files, ReferenceCorpus.FileName, PackageJson.Default.ReferenceCorpus);
        refusal ??= CorpusRules.Check(corpus!, manifest);
        if (refusal is not null)
        {
            return new(null, [], [], [refusal, .. Orphans(files)]);
        }

        var texts = ImmutableArray.CreateBuilder<EncodedText>(corpus!.Texts.Count);
        foreach (var text in corpus.Texts)
        {
            texts.Add(encoder.Encode(text.Text));
        }

        var maps = ImmutableArray.CreateBuilder<ReferenceMap>();
        var refused = ImmutableArray.CreateBuilder<PackageRefusal>();
        foreach (var kind in Find(files))
        {
            string file = MapFile.NameOf(kind);
            var reading = MapFile.Read(file, PackageFileRules.ReadAll(files, file), kind, manifest, texts);
            if (reading.Map is { } map)
            {
                maps.Add(map);
            }
            else
            {
                refused.Add(reading.Refusal!);
            }
        }

        return new(corpus, texts.MoveToImmutable(), maps.ToImmutable(), refused.ToImmutable());
    }

    private static StateKind[] Find(IPackageFiles files) =>
        Array.FindAll(Enum.GetValues<StateKind>(), kind => files.Names.Contains(MapFile.NameOf(kind)));

    private static PackageRefusal[] Orphans(IPackageFiles files) =>
        Array.ConvertAll(Find(files), kind => new PackageRefusal(MapFile.NameOf(kind), $"has no {ReferenceCorpus.FileName} to stand on."));
}
