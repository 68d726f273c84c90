using TextClassify.Translation;
using static TorchSharp.torch;

namespace TextClassify.Training.Translation;

/// <summary>Pairs side by side.</summary>
/// <param name="Source">S symbols of each.</param>
/// <param name="Inputs">What the writer reads, the edge first: [T,B] row-major.</param>
/// <param name="Targets">What it is to write, the edge last: [B,T] row-major, <see cref="Nothing"/> beyond a target's end.</param>
/// <param name="Time">T.</param>
internal sealed record PairBatch(TokenBatch Source, long[] Inputs, long[] Targets, int Time)
{
    /// <summary>What Torch's cross entropy leaves out.</summary>
    public const long Nothing = -100;

    /// <summary>B.</summary>
    public int Rows => Source.Rows;

    public static PairBatch Of(IReadOnlyList<EncodedPair> pairs)
    {
        var source = TokenBatch.Of(
            [.. pairs.Select(pair => (ReadOnlyMemory<int>)Array.ConvertAll(pair.Source, id => (int)id))]);
        int time = pairs.Max(pair => pair.Target.Length) + 1, rows = pairs.Count;
        long[] inputs = new long[time * rows], targets = new long[time * rows];
        Array.Fill(targets, Nothing);
        for (int row = 0; row < rows; row++)
        {
            var target = pairs[row].Target;
            inputs[row] = SymbolVocabulary.EdgeId;
            for (int t = 0; t < target.Length; t++)
            {
                inputs[((t + 1) * rows) + row] = target[t];
                targets[(row * time) + t] = target[t];
            }

            targets[(row * time) + target.Length] = SymbolVocabulary.EdgeId;
        }

        return new(source, inputs, targets, time);
    }

    /// <summary>int64 [T,B].</summary>
    public Tensor InputTensor() => tensor(Inputs, [Time, Rows]);

    /// <summary>int64 [B T].</summary>
    public Tensor TargetTensor() => tensor(Targets);
}
