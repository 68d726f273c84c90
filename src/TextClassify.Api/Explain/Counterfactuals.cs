using TextClassify.Api.Explain.Planning;
using TextClassify.Explain;

namespace TextClassify.Api.Explain;

/// <summary>A counterfactual in words.</summary>
internal static class Counterfactuals
{
    public static CounterfactualResult Of(ExplainedModel model, string text, Explanation explanation)
    {
        var before = Predictions.Rank(model.Labels, model.Scale, explanation.Logits, top: null);
        if (explanation.Counterfactual is not { } found)
        {
            return new CounterfactualResult
            {
                Found = false,
                Reason = explanation.Interrupted ? "The deadline passed before the search was done; more time may find some."
                    : before[0].Label == model.Labels[explanation.Target]
                    ? "The text has the target's label already."
                    : "No edits within the limits reach the label; raise max_edits, candidates, beam or neighbours, or allow other edits.",
                ScoresBefore = before,
            };
        }

        var after = Predictions.Rank(model.Labels, model.Scale, found.Logits, top: null);
        return new CounterfactualResult
        {
            Found = true,
            Text = found.Text,
            Label = after[0].Label,
            Score = after[0].Score,
            Edits = [.. found.Edits.Select(edit => new EditResult(
                edit.Token, edit.Start, edit.End, text[edit.Start..edit.End], edit.After, edit.EditedStart, edit.EditedEnd))],
            ScoresBefore = before,
            ScoresAfter = after,
        };
    }
}
