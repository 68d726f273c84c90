namespace TextClassify.Api.Classify;

/// <summary>Texts as they were answered, to be asked of a shadow.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Version">The version that answered.</param>
/// <param name="Shadow">The version to ask.</param>
/// <param name="Texts">What was asked.</param>
/// <param name="Answers">One a text.</param>
internal sealed record ShadowComparison(string Model, string Version, string Shadow, InputItem[] Texts, LabelScore[] Answers)
{
    /// <summary>Inputs that failed are left out, and several aspects of one text: there is no one label to compare
    /// with. So are cases with texts that only their nodes have.</summary>
    public static ShadowComparison Of(
        string model, string version, string shadow, IReadOnlyList<EncodedInput> inputs, ClassifyResult[] results)
    {
        var texts = new List<InputItem>(results.Length);
        var answers = new List<LabelScore>(results.Length);
        for (int i = 0; i < results.Length; i++)
        {
            if (results[i] is { Error: null, Label: { } label, Score: { } score } && inputs[i].Case is not { Elsewhere: > 0 })
            {
                texts.Add(inputs[i].Item);
                answers.Add(new LabelScore(label, score));
            }
        }

        return new ShadowComparison(model, version, shadow, [.. texts], [.. answers]);
    }
}
