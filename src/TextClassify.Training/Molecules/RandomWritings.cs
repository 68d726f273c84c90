using TextClassify.Molecules;
using TextClassify.Numerics;
using TextClassify.Reactions;

namespace TextClassify.Training.Molecules;

/// <summary>Writes rows of SMILES at random.</summary>
internal sealed class RandomWritings(IReadOnlyList<LabelledText> rows, ITextEncoder encoder)
{
    private readonly SmilesWriter _writer = new();

    // Reading a text costs more than writing it, and the molecules of a training set fit into memory.
    private readonly SmilesText?[] _texts = new SmilesText?[rows.Count];

    /// <summary>A new writing's ids; the text as it stands where it is no SMILES.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="draws">One number is taken.</param>
    public ReadOnlyMemory<int> Draw(int row, Random draws)
    {
        int seed = draws.Next();
        if ((_texts[row] ??= Read(rows[row].Text)) is not { } text)
        {
            return encoder.Encode(rows[row].Text).Ids;
        }

        var random = new SplitMix64(seed, row);
        return encoder.Encode(text.Write(_writer, ref random).Text).Ids;
    }

    private static SmilesText? Read(string text) => SmilesText.TryRead(text, out var read, out _) ? read : null;
}
