using TextClassify.Communication;
using TextClassify.Inference.Checks;
using TextClassify.Models.Classifier;
using TextClassify.Models.Sources;

namespace TextClassify.Inference.Kinds.Sources;

/// <summary>Answers the golden cases of a package and compares with what travelled.</summary>
internal static class GoldenCasesCheck
{
    public static async Task<PackageRefusal?> RunAsync(
        ClassifierPackage package,
        SourcesManifest manifest,
        ITextEncoder encoder,
        ICasePass pass,
        CancellationToken cancellationToken)
    {
        for (int index = 0; index < package.GoldenTexts.Count; index++)
        {
            var golden = package.GoldenTexts[index];
            if (golden.Sources is null)
            {
                continue;
            }

            var rows = new List<SourceRow>();
            foreach (var source in golden.Sources)
            {
                int role = manifest.RoleOf(source.Name);
                var text = role < 0 ? null : encoder.WithLimit(manifest.Sources[role].MaxTokens).Encode(source.Text);
                if (text is not { Length: > 0 })
                {
                    return Refuse($"has a case at index {index} with a source that {ModelManifest.FileName} does not have, or without a "
                        + "word.");
                }

                rows.Add(new SourceRow(role, text.Ids));
            }

            var answers = await pass.RunAsync(
                [new CaseRow(rows, [CaseVariant.Full(rows.Count, pass.Rounds)])],
                tokens: false,
                new ForwardTerms(ForwardLane.Bulk),
                cancellationToken).ConfigureAwait(false);
            if (Compare(manifest, golden, index, answers.Readings[0]) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static PackageRefusal? Compare(SourcesManifest manifest, GoldenText golden, int index, CaseReading reading)
    {
        if (reading.Fault is not null)
        {
            return Refuse($"does not reproduce: case {index} gives a logit that is not finite.");
        }

        float[] scores = new float[manifest.Labels.Count];
        manifest.Scale.Write(reading.Answers[0].Logits, scores);
        for (int label = 0; label < scores.Length; label++)
        {
            if (!(Math.Abs(scores[label] - golden.Scores[label]) <= GoldenNumbers.Tolerance))
            {
                return Refuse($"does not reproduce: case {index} scores {scores[label]} for '{manifest.Labels[label]}' where "
                    + $"{golden.Scores[label]} is expected (within {GoldenNumbers.Tolerance}).");
            }
        }

        return null;
    }

    private static PackageRefusal Refuse(string reason) => new(ModelManifest.GoldenFile, reason);
}
