using System.Collections.Frozen;

namespace TextClassify.Inference.Loading;

/// <summary>The kinds that this service loads, by architecture. Immutable.</summary>
public sealed class ModelKinds
{
    private readonly FrozenDictionary<string, IModelKind> _byArchitecture;

    /// <exception cref="ArgumentException">Two kinds have the same architecture.</exception>
    public ModelKinds(IEnumerable<IModelKind> kinds)
    {
        var byArchitecture = new Dictionary<string, IModelKind>(StringComparer.Ordinal);
        foreach (var kind in kinds)
        {
            foreach (string architecture in kind.Architectures)
            {
                byArchitecture.Add(architecture, kind);
            }
        }

        _byArchitecture = byArchitecture.ToFrozenDictionary(StringComparer.Ordinal);
        string[] names = [.. byArchitecture.Keys.Select(name => $"'{name}'")];
        ArchitecturesInWords = names.Length < 2 ? string.Concat(names) : $"{string.Join(", ", names[..^1])} and {names[^1]}";
    }

    /// <summary>In the order of registration, for a sentence.</summary>
    internal string ArchitecturesInWords { get; }

    /// <summary>Null when no kind has it.</summary>
    public IModelKind? Find(string architecture) => _byArchitecture.GetValueOrDefault(architecture);
}
