using TextClassify.Training.Checking;
using static TorchSharp.torch;

namespace TextClassify.Training.Aspect;

/// <summary>The check of an aspect net's step.</summary>
internal static class AspectCheck
{
    public static StepCheckReport Run(AspectNet net, WordTable words, AspectRecipe recipe, TimeProvider time)
    {
        var draws = StepRows.Draws();
        var batch = Batch(StepRows.Tokens(recipe.Training.BatchSize, recipe.MaxTokens, words.Rows, draws), net.Classes, draws);
        float[] weights = new float[batch.Places.Count];
        Array.Fill(weights, 1);
        using var random = new Generator(0, CPU);
        using var copy = new AspectNet(recipe.Net, net.Classes, random);
        return StepCheck.Run(net, copy, Loss, time);

        Tensor Loss(AspectNet checkedNet)
        {
            var embedded = words.Gather(batch.Tokens).to(checkedNet.Weights[0].Value.dtype).requires_grad_(true);
            return AspectLoss.Of(checkedNet, embedded, batch, weights, recipe.Training);
        }
    }

    /// <summary>One aspect a text, and a tag a token.</summary>
    private static AspectBatch Batch(TokenBatch tokens, int classes, Random draws)
    {
        long[] rows = [.. Enumerable.Range(0, tokens.Rows).Select(row => (long)row)];
        long[] lengths = [.. tokens.Lengths.Select(length => (long)length)];
        long[] starts = [.. tokens.Lengths.Select(length => (long)draws.Next(length))];
        long[] ends = [.. starts.Select((start, row) => Math.Min(start + 2, lengths[row]))];
        long[] tags = StepRows.Labels(tokens.Ids.Length, AspectTags.Count, draws);
        for (int i = 0; i < tags.Length; i++)
        {
            tags[i] = i % tokens.Time < tokens.Lengths[i / tokens.Time] ? tags[i] : AspectBatch.NoTag;
        }

        return new(tokens, new AspectPlaces(rows, lengths, starts, ends), StepRows.Labels(tokens.Rows, classes, draws), tags);
    }
}
