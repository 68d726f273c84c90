using TextClassify.Api.Problems;
using TextClassify.Api.Requests;
using TextClassify.HiddenStates.Maps;
using TextClassify.Inference.Registry;

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
    public static string IdOf(LoadedModel model, ReferenceMap map) =>
        $"{model.Manifest.Name}-{model.Manifest.Version}-{Of(map.Header.Kind)}-{map.Sha256[..HashDigits]}";

    public static (LoadedModel? Model, ReferenceMap? Map, Problem? Problem) Find(IModelRegistry registry, string id)
    {
        foreach (var model in registry.Current.Models)
        {
            foreach (var map in model.Maps.Maps)
            {
                if (IdOf(model, map) == id)
                {
                    return (model, map, null);
                }
            }
        }

        return (null, null, new Problem(ProblemTypes.UnknownMap, $"{Quoted.Name(id)} is not loaded; /maps lists those that are."));
    }

    public static MapDescription Describe(LoadedModel model, ReferenceMap map)
    {
        var header = map.Header;
        return new MapDescription
        {
            Id = IdOf(model, map),
            Model = ModelLookup.Reference(model),
            State = Of(header.Kind),
            Points = header.Points,
            Width = header.Width,
            Labels = model.Manifest.Labels,
            Layout = new MapLayout(header.Perplexity, header.Neighbours, header.Iterations, header.Seed, header.Divergence),
            Quality = MapMeasures.Of(header.Quality),
            PrincipalShares = header.PrincipalShares,
            Jumps = new JumpSizes(header.Jumps.Largest, header.Jumps.Counts),
            Sha256 = map.Sha256,
        };
    }
}
