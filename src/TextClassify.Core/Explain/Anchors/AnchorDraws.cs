using TextClassify.Explain.Coalitions;
using TextClassify.Explain.Perturbation;

namespace TextClassify.Explain.Anchors;

/// <summary>Copies of a text in which the players of a rule stay and each other player stays with probability a half.</summary>
/// <param name="game">The text.</param>
/// <param name="run">Its model calls.</param>
/// <param name="seed">Of the request; a draw follows from it and the draw's number alone.</param>
/// <param name="budget">Most draws.</param>
internal sealed class AnchorDraws(TokenGame game, RowRun run, int seed, int budget)
{
    private readonly int _label = TensorPrimitives.IndexOfMax<float>(run.Logits);
    private int _drawn;

    /// <summary>True when the budget or the deadline is used up.</summary>
    public bool Exhausted => _drawn >= budget || run.Interrupted;

    /// <param name="rule">[P].</param>
    /// <param name="count">Draws; fewer are made when the budget or the deadline is used up.</param>
    /// <param name="read">Receives which players were out, [P], and whether the label held.</param>
    /// <param name="cancellationToken">Seen between blocks.</param>
    public async Task DrawAsync(bool[] rule, int count, Action<ReadOnlyMemory<bool>, bool> read, CancellationToken cancellationToken)
    {
        count = Math.Min(count, budget - _drawn);
        int first = _drawn, classes = run.Logits.Length, players = rule.Length;
        float[] logits = new float[count * classes];
        bool[] removed = new bool[count * players];
        int reached = await game.RunAsync(
            count,
            (index, row) =>
            {
                WriteRemoved(rule, seed, first + index, row);
                row.CopyTo(removed.AsSpan(index * players));
            },
            logits,
            first == 0 ? RunStop.AfterOneBlock : RunStop.AtOnce,
            cancellationToken).ConfigureAwait(false);
        for (int index = 0; index < reached; index++)
        {
            read(
                removed.AsMemory(index * players, players),
                TensorPrimitives.IndexOfMax<float>(logits.AsSpan(index * classes, classes)) == _label);
        }

        _drawn += reached;
    }

    private static void WriteRemoved(ReadOnlySpan<bool> rule, int seed, int draw, Span<bool> removed)
    {
        var random = new SplitMix64(seed, draw);
        for (int player = 0; player < rule.Length; player++)
        {
            bool stays = (random.Next() >> 63) == 0;
            removed[player] = !rule[player] && !stays;
        }
    }
}
