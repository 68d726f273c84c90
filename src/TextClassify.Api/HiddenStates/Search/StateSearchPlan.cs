using TextClassify.Api.Maps;
using TextClassify.HiddenStates.Maps;
using TextClassify.Models;

namespace TextClassify.Api.HiddenStates.Search;

/// <summary>A search that was checked against the model: every place in it exists.</summary>
/// <param name="Kind">Which states.</param>
/// <param name="Text">The text of the question; null where it has none.</param>
/// <param name="Map">Of this kind; null for a pattern, which needs none.</param>
internal sealed record StateSearchPlan(StateKind Kind, EncodedText? Text, ReferenceMap? Map)
{
    public static Outcome<StateSearchPlan> Of(StateSearchRequest request, ITextClassifier model, LimitsOptions limits)
    {
        string state = request.State ?? "forward";
        if (MapNames.KindOf(state) is not { } kind)
        {
            return Refuse(ProblemTypes.UnknownState, "state", $"{Quoted.Name(state)} is not known; there are forward, backward and word.");
        }

        if (!model.Gives(Capabilities.HiddenStates))
        {
            return Refuse(
                ProblemTypes.NotInModel,
                "state",
                $"The model {model.Manifest.Name} does not give {Capabilities.HiddenStates}; /models says what it does.");
        }

        var map = model.Maps.Of(kind);
        if (request.Near is not null ? map is null : model.Maps.Corpus is null)
        {
            return Refuse(
                ProblemTypes.ReferenceMapMissing,
                "state",
                $"The package of {model.Manifest.Name} has no reference {(request.Near is null ? "corpus" : $"map of {state} states")}.");
        }

        string given = request.Near is null ? "pattern" : "near";
        EncodedText? text = null;
        if ((request.Near?.Text ?? request.Pattern?.Text) is { } words)
        {
            var input = InputEncoder.Encode(model, new InputItem(null, words, null), limits, severalAspects: false);
            if (input.Text is null)
            {
                return input.Problem! with { Where = $"{given}.text" };
            }

            text = input.Text;
        }

        return (request.Near is { } near
            ? OutsideNear(near, text, map!)
            : OutsidePattern(request.Pattern!, text, kind, model)) is { } outside
            ? Refuse(ProblemTypes.OutOfRange, outside.Where, outside.Detail)
            : new StateSearchPlan(kind, text, request.Near is null ? null : map);
    }

    private static (string Where, string Detail)? OutsideNear(NearSearch near, EncodedText? text, ReferenceMap map) =>
        near.Point >= map.Points.Count ? ("near.point", $"The map has {map.Points.Count} points; the last is {map.Points.Count - 1}.")
        : near.Token >= text?.Length ? ("near.token", $"The model reads {text.Length} tokens of the text; the last is {text.Length - 1}.")
        : null;

    private static (string Where, string Detail)? OutsidePattern(
        PatternSearch pattern, EncodedText? text, StateKind kind, ITextClassifier model)
    {
        int width = kind is StateKind.Word ? model.Forward.Shape.WordWidth : model.Forward.Shape.StateWidth;
        return pattern.End > text?.Length ? ("pattern.end", $"The model reads {text.Length} tokens of the text; the span must end there "
            + "or before.")
            : pattern.Start >= pattern.End ? ("pattern.start", $"The span begins at {pattern.Start} and ends at {pattern.End}; it must "
                + "hold a token.")
            : pattern.Units is [] ? ("pattern.units", "The list must hold at least one unit.")
            : pattern.Units?.Any(
                unit => unit >= width) == true ? ("pattern.units", $"The states have {width} units; the last is {width - 1}.")
            : null;
    }

    private static Problem Refuse(ProblemType type, string where, string detail) =>
        new(type, detail) { Where = where };
}
