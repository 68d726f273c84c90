using TextClassify.HiddenStates.Maps;

namespace TextClassify.Api.Maps;

/// <summary>How maps and states are called in the API.</summary>
internal static class MapNames
{
    private const int HashDigits = 12;

    public static string Of(StateKind kind) => kind switch
    {
        StateKind.Forward => "forward",
        StateKind.Backward => "backward",
        _ => "word",
    };

    public static StateKind? KindOf(string name) => name switch
    {
        "forward" => StateKind.Forward,
        "backward" => StateKind.Backward,
        "word" => StateKind.Word,
        _ => null,
    };

    /// <summary>Ends in the file's hash, so that what is cached under it never changes.</summary>
    public static string IdOf(ITextClassifier model, ReferenceMap map) =>
        $"{model.Manifest.Name}-{model.Manifest.Version}-{Of(map.Header.Kind)}-{map.Sha256[..HashDigits]}";

    public static Outcome<FoundMap> Find(IModelRegistry registry, string id)
    {
        foreach (var model in registry.Current.All<ITextClassifier>())
        {
            foreach (var map in model.Maps.Maps)
            {
                if (IdOf(model, map) == id)
                {
                    return new FoundMap(model, map);
                }
            }
        }

        return new Problem(ProblemTypes.UnknownMap, $"{Quoted.Name(id)} is not loaded; /maps lists those that are.");
    }

    public static MapDescription Describe(ITextClassifier model, ReferenceMap map)
    {
        var header = map.Header;
        return new MapDescription
        {
            Id = IdOf(model, map),
            Model = ModelLookup.Reference(model),
            State = Of(header.Kind),
            Points = header.Points,
            Width = header.Width,
            Labels = model.Labels,
            Layout = new MapLayout(header.Perplexity, header.Neighbours, header.Iterations, header.Seed, header.Divergence),
            Quality = MapMeasures.Of(header.Quality),
            PrincipalShares = header.PrincipalShares,
            Jumps = new JumpSizes(header.Jumps.Largest, header.Jumps.Counts),
            Sha256 = map.Sha256,
        };
    }
}

/// <summary>A map and the model whose states it is of.</summary>
internal sealed record FoundMap(ITextClassifier Model, ReferenceMap Map);
