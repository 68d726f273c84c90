using TextClassify.Forward;
using TextClassify.Training.Classifier;
using TextClassify.Training.Data;
using TextClassify.Training.Packaging;
using TextClassify.Training.Tests.Classifier;

namespace TextClassify.Training.Tests.Packaging;

public sealed class GradientParityTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-gradients-").FullName;

    [Theory]
    [InlineData(9e-7, 9e-7, 9e-4, 9e-3, true)]
    [InlineData(2e-6, 0, 0, 0, false)]
    [InlineData(0, 2e-6, 0, 0, false)]
    [InlineData(0, 0, 2e-3, 2e-3, false)]
    [InlineData(0, 0, 0, 2e-2, false)]
    public void Holds_Errors_AreHeldToTheirLimits(double text, double direction, double shipped, double worst, bool holds)
    {
        var parity = new GradientParity(Texts: 3, text, direction, shipped, worst);

        Assert.Equal(holds, parity.Holds);
        Assert.Equal(holds, Record.Exception(parity.ThrowIfApart) is null);
    }

    [Fact]
    public void Error_NotANumber_IsInfinite()
    {
        Assert.Equal(double.PositiveInfinity, GradientCheck.Error([double.NaN], [1]));
        Assert.Equal(double.PositiveInfinity, GradientCheck.Error([1], [0]));
        Assert.Equal(0, GradientCheck.Error([0, 0], [0, 0]));
        Assert.Equal(0.1, GradientCheck.Error([3.3, 4.4], [3, 4]), 1e-12);
    }

    /// <summary>A backward graph whose gradients are a thousandth too long is none of the net's.</summary>
    [Fact]
    public async Task RunAsync_GraphThatIsOff_DoesNotHold()
    {
        var model = TinyModel.Create(seed: 4);
        GraphFiles.Write(model, _folder);
        using var forward = GraphFiles.Open(model, _folder, TimeProvider.System);

        var right = await ClassifierGradientCheck.RunAsync(
            model, model.EncodeDev(), forward.Gradients!, TestContext.Current.CancellationToken);
        var wrong = await ClassifierGradientCheck.RunAsync(
            model, model.EncodeDev(), new Longer(forward.Gradients!), TestContext.Current.CancellationToken);

        Assert.True(right.Holds, right.ToString());
        Assert.Equal(model.Dev.Count, right.Texts);
        Assert.Equal(1e-3, wrong.SingleError, 1e-5);
        Assert.Equal(1e-3, wrong.WorstSingleError, 1e-5);
        Assert.Throws<DataException>(wrong.ThrowIfApart);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private sealed class Longer(IGradientPass pass) : IGradientPass
    {
        public int EmbeddingWidth => pass.EmbeddingWidth;

        public int VocabularySize => pass.VocabularySize;

        public void Embed(ReadOnlySpan<int> ids, Span<float> embeddings) => pass.Embed(ids, embeddings);

        public async Task<GradientTiming> RunAsync(
            ReadOnlyMemory<float> embeddings,
            int tokens,
            ReadOnlyMemory<float> targetWeights,
            Memory<float> logits,
            Memory<float> gradients,
            CancellationToken cancellationToken)
        {
            var timing = await pass.RunAsync(embeddings, tokens, targetWeights, logits, gradients, cancellationToken);
            System.Numerics.Tensors.TensorPrimitives.Multiply(gradients.Span, 1.001f, gradients.Span);
            return timing;
        }
    }
}
