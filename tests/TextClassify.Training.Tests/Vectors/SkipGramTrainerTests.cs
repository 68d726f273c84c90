using System.Numerics.Tensors;
using TextClassify.Training.Vectors;

namespace TextClassify.Training.Tests.Vectors;

public sealed class SkipGramTrainerTests
{
    private static readonly SkipGramOptions Small =
        new() { Width = 16, Window = 2, Epochs = 10, MinCount = 1, Subsample = 0, LearningRate = 0.05 };

    [Fact]
    public async Task RunEpochAsync_WordsOfOneContext_AreNearestNeighbours()
    {
        var vectors = await TrainAsync(Small);

        Assert.Equal("dog", Nearest(vectors, "cat"));
        Assert.Equal("cat", Nearest(vectors, "dog"));
        Assert.Equal("bus", Nearest(vectors, "car"));
        Assert.Equal("car", Nearest(vectors, "bus"));
    }

    [Fact]
    public async Task RunEpochAsync_FourThreads_LearnToo()
    {
        var vectors = await TrainAsync(Small with { Threads = 4 });

        Assert.Equal("dog", Nearest(vectors, "cat"));
        Assert.Equal("bus", Nearest(vectors, "car"));
    }

    [Fact]
    public async Task RunEpochAsync_OneThreadSameSeed_GivesTheSameBits()
    {
        var one = await TrainAsync(Small);
        var same = await TrainAsync(Small);
        var other = await TrainAsync(Small with { Seed = 2 });

        Assert.True(one[0].SequenceEqual(same[0]));
        Assert.True(one[one.Count - 1].SequenceEqual(same[same.Count - 1]));
        Assert.False(one[0].SequenceEqual(other[0]));
    }

    [Fact]
    public async Task RunEpochAsync_AllEpochs_ReadEveryWordAndLowerTheLoss()
    {
        var trainer = new SkipGramTrainer(Corpus(), Small with { Threads = 3 });

        double first = await trainer.RunEpochAsync(TestContext.Current.CancellationToken);
        double last = 0;
        for (int epoch = 2; epoch <= Small.Epochs; epoch++)
        {
            last = await trainer.RunEpochAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(trainer.TotalWords, trainer.WordsDone);
        Assert.True(last < first, $"The loss went from {first} to {last}.");
    }

    [Fact]
    public async Task RunEpochAsync_Cancelled_Stops()
    {
        var trainer = new SkipGramTrainer(Corpus(), Small);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trainer.RunEpochAsync(new CancellationToken(canceled: true)));
    }

    // Two kinds of things that share no context word.
    private static VectorCorpus Corpus()
    {
        string[] templates =
        [
            "the small {0} eats its food", "a hungry {0} sleeps at home", "her {0} eats and sleeps",
            "this fast {1} drives on roads", "that old {1} stops near stations", "his {1} drives then stops",
        ];
        var random = new Random(7);
        string[] animals = ["cat", "dog"];
        string[] vehicles = ["car", "bus"];
        var texts = Enumerable.Range(0, 3_000).Select(_ => string.Format(
            null, templates[random.Next(templates.Length)], animals[random.Next(2)], vehicles[random.Next(2)]));
        return VectorCorpus.Build(texts, minCount: 1, CancellationToken.None);
    }

    private static async Task<WordVectors> TrainAsync(SkipGramOptions options)
    {
        var trainer = new SkipGramTrainer(Corpus(), options);
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            await trainer.RunEpochAsync(TestContext.Current.CancellationToken);
        }

        return trainer.ToVectors();
    }

    private static string Nearest(WordVectors vectors, string word)
    {
        Assert.True(vectors.TryGet(word, out var query));
        float[] target = query.ToArray();
        return vectors.Words.Where(other => other != word).MaxBy(other =>
            vectors.TryGet(other, out var vector) ? TensorPrimitives.CosineSimilarity(target, vector) : -1)!;
    }
}
