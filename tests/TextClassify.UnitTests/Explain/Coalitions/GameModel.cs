using TextClassify.Forward;

namespace TextClassify.UnitTests.Explain.Coalitions;

/// <summary>
/// A game given by hand: the logit of class 0 is a function of which of the ids 2, 3, 4, .. of a text are there, and that of class 1 half
/// of it, negated. The text <see cref="Text"/> has each of them once.
/// </summary>
internal sealed class GameModel(int players, Func<bool[], double> value) : IForwardPass
{
    public ForwardShape Shape { get; } = new(Classes: 2, Aspects: 1, StateWidth: 1, WordWidth: 1);

    public ReadOnlyMemory<float> Bias => Logits([]);

    public int[] Text { get; } = [.. Enumerable.Range(2, players)];

    /// <summary>A product for some pairs and triples beside each player's own value: dependent on seed, with no symmetry to hide
    /// behind.</summary>
    public static GameModel Interacting(int players, int seed, bool triples = true)
    {
        var random = new Random(seed);
        double[] alone = [.. Enumerable.Range(0, players).Select(_ => random.NextDouble() - 0.5)];
        double[,] pairs = new double[players, players];
        for (int i = 0; i < players; i++)
        {
            for (int j = 0; j < i; j++)
            {
                pairs[i, j] = random.NextDouble() - 0.5;
            }
        }

        return new GameModel(players, there =>
        {
            double sum = 0;
            for (int i = 0; i < players; i++)
            {
                sum += there[i] ? alone[i] : 0;
                for (int j = 0; j < i; j++)
                {
                    sum += there[i] && there[j] ? pairs[i, j] : 0;
                }

                sum += triples && i >= 2 && there[i] && there[i - 1] && there[i - 2] ? 1 : 0;
            }

            return sum;
        });
    }

    /// <summary>Shapley values by their definition, over all coalitions.</summary>
    public double[] Shapley()
    {
        double[] values = new double[players];
        for (int mask = 0; mask < 1 << players; mask++)
        {
            int size = int.PopCount(mask);
            for (int i = 0; i < players; i++)
            {
                if ((mask & (1 << i)) == 0)
                {
                    double share = 1 / (players * Binomial(players - 1, size));
                    values[i] += share * (Of(mask | (1 << i)) - Of(mask));
                }
            }
        }

        return values;
    }

    public Task<ForwardBatch> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new ForwardBatch(
            [.. rows.Select(row => new ForwardResult { Logits = Logits(row.Span) })], TimeSpan.Zero, TimeSpan.Zero));
    }

    private static double Binomial(int n, int k) => Enumerable.Range(0, k).Aggregate(1.0, (product, i) => product * (n - i) / (i + 1));

    private double Of(int mask) => value([.. Enumerable.Range(0, players).Select(i => (mask & (1 << i)) != 0)]);

    private float[] Logits(ReadOnlySpan<int> ids)
    {
        bool[] there = new bool[players];
        foreach (int id in ids)
        {
            if (id >= 2)
            {
                there[id - 2] = true;
            }
        }

        float z = (float)value(there);
        return [z, -z / 2];
    }
}
