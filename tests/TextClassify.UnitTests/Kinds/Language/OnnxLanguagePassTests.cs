using TextClassify.Forward;
using TextClassify.Inference.Kinds;
using TextClassify.Inference.Loading;
using TextClassify.Inference.Serving;
using TextClassify.Inference.Sessions;
using TextClassify.Inference.Settings;
using TextClassify.Inference.Slots;
using TextClassify.Layout;

namespace TextClassify.UnitTests.Kinds.Language;

/// <summary>The small language model's whole-sequence graph, read from a state.</summary>
public sealed class OnnxLanguagePassTests : IAsyncLifetime
{
    private readonly RunSlots _gate = RunSlots.Create(new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu });
    private LoadOutcome _outcome;

    private ILanguagePass Pass => Reads(_outcome);

    private static ILanguagePass Reads(LoadOutcome outcome) => ((ICharacterModel)outcome.Loaded!).Pass;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _outcome = await LoadAsync(maxTokens: 64);

    private Task<LoadOutcome> LoadAsync(int maxTokens) => new PackageLoader(
            ModelKindRegistration.All,
            new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu, MaxBatchTokens = maxTokens },
            _gate,
            TimeProvider.System)
        .LoadAsync(Path.Combine(Solution.Folder, "tests", "fixtures", "language-models", "rhyme", "1"), "rhyme", "1", Cancellation);

    public ValueTask DisposeAsync()
    {
        _outcome.Resources?.Dispose();
        _gate.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>However rows stand together, whatever they share, each is what reading it character by character gives.</summary>
    [Fact]
    public async Task ReadAsync_RowsInAnyCompany_AreWhatStepsGive()
    {
        int[] before = [1, 4, 7, 2];
        var random = new Random(5);
        int[][] rows = [.. Enumerable.Range(3, 12).Select(
            i => (int[])[3, .. Enumerable.Range(0, i).Select(_ => random.Next(2, Pass.Shape.Characters))])];
        var state = (await ReadAsync(default, before)).State;

        float[][] together = (await ReadAsync(state, rows)).Logits;

        for (int row = 0; row < rows.Length; row++)
        {
            float[] alone = (await ReadAsync(state, rows[row])).Logits[0];
            float[] stepped = new float[Pass.Shape.Characters];
            using var reader = Pass.OpenReader();
            foreach (int id in (int[])[.. before, .. rows[row]])
            {
                await reader.ReadAsync(id, stepped, Cancellation);
            }

            Assert.All(together[row].Zip(alone), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
            Assert.All(together[row].Zip(stepped), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        }
    }

    /// <summary>A row longer than a run is read in pieces: it may not hold the slot, nor be another row for it.</summary>
    [Theory]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(66)]
    [InlineData(128)]
    [InlineData(200)]
    public async Task AnyReading_RowLongerThanARun_IsWhatReadingItWholeGives(int length)
    {
        var whole = await LoadAsync(maxTokens: 4_096);
        using var resources = whole.Resources;
        var random = new Random(length);
        ReadOnlyMemory<int>[] rows = [.. new[] { length, 10, length, 65 }.Select(
            count => Enumerable.Range(0, count).Select(_ => random.Next(2, Pass.Shape.Characters)).ToArray())];

        var (bits, wholeBits) = (await Pass.ScoreAsync(rows, Cancellation), await Reads(whole).ScoreAsync(rows, Cancellation));
        var (states, wholeStates) = (
            await Pass.ReadStatesAsync(rows, Cancellation), await Reads(whole).ReadStatesAsync(rows, Cancellation));
        var (read, wholeRead) = (
            await Pass.ReadAsync(default, [rows[0]], Cancellation), await Reads(whole).ReadAsync(default, [rows[0]], Cancellation));

        AssertSame(wholeRead.Logits[0], read.Logits[0]);
        AssertSame(wholeRead.State.ToArray(), read.State.ToArray());
        for (int row = 0; row < rows.Length; row++)
        {
            AssertSame(wholeBits.Bits[row], bits.Bits[row]);
            AssertSame(wholeStates.Rows[row].States, states.Rows[row].States);
            AssertSame(wholeStates.Rows[row].Zones, states.Rows[row].Zones);
        }

        static void AssertSame(float[] expected, float[] actual)
        {
            Assert.Equal(expected.Length, actual.Length);
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        }
    }

    // 64 generations of one caller made `/classify` wait for each of their characters.
    [Fact]
    public async Task AnyReading_InteractiveSlotsAreTaken_GoesOn()
    {
        while (_gate.TryEnter(ForwardLane.Interactive))
        {
        }

        using var reader = Pass.OpenReader();
        await reader.ReadAsync(1, new float[Pass.Shape.Characters], Cancellation).AsTask()
            .WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        await Pass.ScoreAsync([(int[])[1, 4, 7]], Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        await Pass.ReadStatesAsync([(int[])[1, 4, 7]], Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
    }

    [Fact]
    public async Task ReadAsync_OneRow_GivesTheStateToGoOnFrom()
    {
        int[] row = [1, 5, 6, 7, 8];
        var whole = await ReadAsync(default, row);

        var first = await ReadAsync(default, row[..2]);
        var second = await ReadAsync(first.State, row[2..]);

        Assert.All(whole.Logits[0].Zip(second.Logits[0]), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.All(whole.State.ToArray().Zip(second.State.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.True((await ReadAsync(default, row, row[..3])).State.IsEmpty);
    }

    /// <summary>The backward graph reads embeddings from a state as the forward graph reads characters.</summary>
    [Fact]
    public async Task GradientsFrom_AState_GivesTheForwardGraphsLogits()
    {
        int[] before = [1, 4, 7, 2], row = [3, 8, 5, 5, 9];
        var state = (await ReadAsync(default, before)).State;
        var gradients = Pass.GradientsFrom(state)!;
        float[] points = new float[row.Length * gradients.EmbeddingWidth], logits = new float[Pass.Shape.Characters];
        gradients.Embed(row, points);

        await gradients.RunAsync(points, row.Length, new float[logits.Length], logits, Memory<float>.Empty, Cancellation);

        float[] expected = (await ReadAsync(state, row)).Logits[0];
        Assert.All(expected.Zip(logits), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        Assert.Contains((await ReadAsync(default, row)).Logits[0].Zip(logits), pair => Math.Abs(pair.First - pair.Second) > 1e-2);
    }

    /// <summary>Along the gradient itself, a logit rises by the square of its length.</summary>
    [Fact]
    public async Task GradientsFrom_AState_IsTheSlopeOfTheLogit()
    {
        const float Step = 1f / 64;
        int[] row = [3, 8, 5, 5, 9];
        var gradients = Pass.GradientsFrom((await ReadAsync(default, [1, 4])).State)!;
        float[] points = new float[row.Length * gradients.EmbeddingWidth], target = new float[Pass.Shape.Characters];
        target[6] = 1;
        gradients.Embed(row, points);
        float[] slope = new float[points.Length], logits = new float[target.Length];
        await gradients.RunAsync(points, row.Length, target, logits, slope, Cancellation);
        double length = Math.Sqrt(slope.Sum(value => (double)value * value));

        double rise = await AtAsync(Step) - await AtAsync(-Step);

        Assert.True(length > 0.1, $"The gradient's length is {length}.");
        Assert.Equal(length, rise / (2 * Step), 2e-2 * length);

        async Task<double> AtAsync(float by)
        {
            float[] moved = [.. points.Zip(slope, (x, s) => x + (float)(by * s / length))];
            await gradients.RunAsync(moved, row.Length, target, logits, Memory<float>.Empty, Cancellation);
            return logits[6];
        }
    }

    [Theory]
    [InlineData(2, "123", "124", "1239")]
    [InlineData(1, "12", "12")]
    [InlineData(0, "1", "12")]
    [InlineData(0, "123", "223")]
    public void SharedLength_Rows_IsWhatAllBeginWithAndLeavesOneIdEach(int expected, params string[] rows) =>
        Assert.Equal(expected, LengthPlan.SharedLength([.. rows.Select(row => (ReadOnlyMemory<int>)row.Select(id => id - '0').ToArray())]));

    [Fact]
    public void Repeat_TwoLayers_GivesEachRowBoth()
    {
        Assert.Equal([1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4], RecurrentState.Repeat([1, 2, 3, 4], layers: 2, rows: 3, width: 2));
        Assert.Equal(new float[12], RecurrentState.Repeat([], layers: 2, rows: 3, width: 2));
    }

    private Task<LanguageReading> ReadAsync(ReadOnlyMemory<float> state, params int[][] rows) =>
        Pass.ReadAsync(state, [.. rows.Select(row => (ReadOnlyMemory<int>)row)], Cancellation);
}
