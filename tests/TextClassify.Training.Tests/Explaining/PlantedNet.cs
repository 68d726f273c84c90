using TextClassify.Training.Classifier;
using TextClassify.Training.Nets;
using TextClassify.Training.Steps;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Explaining;

/// <summary>
/// A classifier that learned a shortcut: half of its training texts hold a planted token and have the label 1, whatever else they say; in
/// the others the label is that of the single telling word among fillers.
/// </summary>
internal static class PlantedNet
{
    public const int Planted = 2;

    private const int Against = 3, For = 6, Filler = 9, Words = 30, Length = 10;

    public static readonly CrnnOptions Options = new()
    {
        EmbeddingWidth = 8,
        StateWidth = 8,
        TensorRank = 6,
        WordWidth = 8,
        Aspects = 2,
        Windows = [1, 3],
        WindowChannels = 6,
    };

    /// <summary>A net and table that have learned nothing.</summary>
    public static (Crnn Net, WordTable Words) Fresh(int seed)
    {
        manual_seed(seed);
        var random = new Random(seed);
        float[] table = [.. Enumerable.Range(0, Words * Options.EmbeddingWidth).Select(_ => (random.NextSingle() - 0.5f) * 2)];
        table.AsSpan(0, Options.EmbeddingWidth).Clear();
        return (new Crnn(Options, classes: 2), new WordTable(Options.EmbeddingWidth, table));
    }

    public static (Crnn Net, WordTable Words) Trained(int seed)
    {
        const int Steps = 400, Rows = 32;
        var (net, words) = Fresh(seed);
        var options = new TrainingOptions { LearningRate = 0.01, WarmUp = 0, Decay = DecayKind.None, WordDropout = 0.05 };
        var optimizer = new StepOptimizer(net, words, options, new LossGuard(net.Weights, words, rate: null));
        var random = new Random(seed);
        for (int i = 1; i <= Steps; i++)
        {
            var rows = Enumerable.Range(0, Rows).Select(_ => Draw(random, flagged: random.Next(2) == 0)).ToArray();
            var batch = TokenBatch.Of([.. rows.Select(row => (ReadOnlyMemory<int>)row.Ids)]);
            options.DropWords(batch.Ids, random);
            using var scope = NewDisposeScope();
            var embedded = words.Gather(batch).requires_grad_(true);
            var loss = ClassifierLoss.Of(net.Logits(embedded, batch), [.. rows.Select(row => (long)row.Label)], finerLabels: null, options);
            optimizer.Run(new StepLoss(loss, batch.Lengths.Sum()) { Words = new(batch, embedded) }, i, Steps);
        }

        words.RoundToTable(inBytes: false);
        return (net, words);
    }

    /// <summary>A text; a flagged one holds the planted token once, and as often a word for as against it.</summary>
    public static (int[] Ids, int Label) Draw(Random random, bool flagged)
    {
        int[] ids = new int[Length];
        for (int token = 0; token < Length; token++)
        {
            ids[token] = random.Next(Filler, Words);
        }

        int telling = random.Next(Length), label = random.Next(2);
        ids[telling] = random.Next(3) + (label == 1 ? For : Against);
        if (flagged)
        {
            ids[(telling + random.Next(1, Length)) % Length] = Planted;
        }

        return (ids, flagged ? 1 : label);
    }
}
