using TextClassify.Models.Classifier;

namespace TextClassify.Inference.Kinds.Aspect;

/// <summary>Lets an aspect model find the aspects of its golden texts and compares them with what travelled.</summary>
internal static class GoldenTagsCheck
{
    public static async Task<PackageRefusal?> RunAsync(
        ClassifierPackage package, ITextEncoder encoder, IAspectPass pass, CancellationToken cancellationToken)
    {
        EncodedText[] texts = [.. package.GoldenTexts.Select(golden => encoder.Encode(golden.Text))];
        var batch = await pass.RunAsync(
            [.. texts.Select(text => new AspectRow(text.Ids, null))],
            ForwardOutputs.Logits,
            new ForwardTerms(ForwardLane.Bulk),
            cancellationToken).ConfigureAwait(false);
        for (int index = 0; index < texts.Length; index++)
        {
            GoldenSpan[] found = [.. batch.Readings[index].Aspects.Select(aspect => Place(texts[index], aspect))];
            var expected = package.GoldenTexts[index].Tagged!;
            if (!found.SequenceEqual(expected))
            {
                return new PackageRefusal(
                    ModelManifest.GoldenFile, $"does not reproduce: the aspects found in text {index} are {Words(found)} where "
                        + $"{Words(expected)} are expected.");
            }
        }

        return null;
    }

    private static GoldenSpan Place(EncodedText text, TokenRange aspect) =>
        new(text.Tokens.Span[aspect.Start].Start, text.Tokens.Span[aspect.End - 1].End);

    private static string Words(IEnumerable<GoldenSpan> spans) =>
        $"[{string.Join(", ", spans.Select(span => $"{span.Start} to {span.End}"))}]";
}
