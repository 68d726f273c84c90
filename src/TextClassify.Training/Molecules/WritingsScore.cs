using System.Numerics.Tensors;
using TextClassify.Molecules;
using TextClassify.Numerics;
using TextClassify.Reactions;

namespace TextClassify.Training.Molecules;

/// <summary>What a model says of rows of SMILES over several writings of each, as the service averages them.</summary>
internal static class WritingsScore
{
    /// <summary>The mean logits.</summary>
    /// <param name="rows">Texts that were read.</param>
    /// <param name="labels">Of the model.</param>
    /// <param name="encoder">Of it.</param>
    /// <param name="writings">Of each row, at least 1.</param>
    /// <param name="score">The model.</param>
    public static async Task<LabelledLogits> ScoreAsync(
        IReadOnlyList<LabelledText> rows,
        IReadOnlyList<string> labels,
        ITextEncoder encoder,
        int writings,
        Func<EncodedSplit, Task<LabelledLogits>> score)
    {
        LabelledLogits? sum = null;
        for (int writing = 0; writing < writings; writing++)
        {
            var written = await score(EncodedSplit.Encode(Write(rows, writing), labels, encoder));
            TensorPrimitives.Add(sum?.Logits ?? new float[written.Logits.Length], written.Logits, written.Logits);
            sum = written;
        }

        TensorPrimitives.Divide(sum!.Logits, writings, sum.Logits);
        return sum;
    }

    private static LabelledText[] Write(IReadOnlyList<LabelledText> rows, int writing)
    {
        var writer = new SmilesWriter();
        return [.. rows.Select(row =>
        {
            var random = new SplitMix64(SmilesText.WritingSeed, writing);
            return SmilesText.TryRead(row.Text, out var read, out _) ? row with { Text = read.Write(writer, ref random).Text } : row;
        })];
    }
}
