namespace TextClassify.Api.Explain.Planning;

/// <summary>The labels an explanation is about, by their place among the model's.</summary>
/// <param name="Target">Null for the prediction.</param>
/// <param name="Foil">Null without a contrast.</param>
/// <param name="All">Every label in turn.</param>
internal sealed record LabelChoice(int? Target, int? Foil, bool All)
{
    public static Outcome<LabelChoice> Of(ExplainRequest request, ExplainedModel model)
    {
        if (request.Targets is { } targets)
        {
            return targets == "all"
                ? new LabelChoice(null, null, true)
                : Refuse(ProblemTypes.OutOfRange, "targets", $"{Quoted.Name(targets)} is not known; there is all.");
        }

        if (request.Contrast is not { } contrast)
        {
            return request.Target is null ? new LabelChoice(null, null, false) : IndexOf(model, request.Target) is var index and >= 0
                ? new LabelChoice(index, null, false)
                : UnknownLabel(model, "target", request.Target);
        }

        if (contrast.Target == contrast.Foil)
        {
            return Refuse(ProblemTypes.OutOfRange, "contrast.foil", "The foil must be another label than the target.");
        }

        int target = IndexOf(model, contrast.Target);
        int foil = IndexOf(model, contrast.Foil);
        return target < 0 ? UnknownLabel(model, "contrast.target", contrast.Target)
            : foil < 0 ? UnknownLabel(model, "contrast.foil", contrast.Foil)
            : new LabelChoice(target, foil, false);
    }

    private static int IndexOf(ExplainedModel model, string label)
    {
        var labels = model.Labels;
        for (int i = 0; i < labels.Count; i++)
        {
            if (labels[i] == label)
            {
                return i;
            }
        }

        return -1;
    }

    private static Problem UnknownLabel(ExplainedModel model, string where, string given) => Refuse(
        ProblemTypes.UnknownLabel, where, $"{Quoted.Name(given)} is not a label; there are {model.LabelsInWords}.");

    private static Problem Refuse(ProblemType type, string where, string detail) =>
        new(type, detail) { Where = where };
}
