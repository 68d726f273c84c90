using TextClassify.Training.Data;
using TextClassify.Training.Language.Comparing;
using TextClassify.Training.Nets;

namespace TextClassify.Training.Tests.Language.Comparing;

public sealed class WeightCountTests
{
    [Theory]
    [InlineData(TransitionKind.Mzu, CompositionKind.Attention, 3, true)]
    [InlineData(TransitionKind.Mzu, CompositionKind.Routing, 2, false)]
    [InlineData(TransitionKind.Mzu, CompositionKind.Mixing, 2, true)]
    [InlineData(TransitionKind.Lstm, CompositionKind.Mixing, 2, true)]
    [InlineData(TransitionKind.Gru, CompositionKind.Mixing, 2, true)]
    public void Of_Options_IsTheNetsOwnCount(TransitionKind transition, CompositionKind composition, int composed, bool norm)
    {
        var options = Options(transition, composition) with { Layers = 2 };
        options = options with { Zones = options.Zones with { Composed = composed, LayerNorm = norm } };
        using var net = new CharacterNet(options, characters: 11);

        Assert.Equal(net.WeightCount, WeightCount.Of(options, characters: 11));
    }

    /// <summary>No width beside it is nearer, and what is fitted is within 2 %.</summary>
    [Theory]
    [InlineData(TransitionKind.Mzu, CompositionKind.Routing, 1)]
    [InlineData(TransitionKind.Lstm, CompositionKind.Mixing, 1)]
    [InlineData(TransitionKind.Lstm, CompositionKind.Mixing, 2)]
    [InlineData(TransitionKind.Gru, CompositionKind.Mixing, 1)]
    public void Fit_Weights_IsTheNearestWidth(TransitionKind transition, CompositionKind composition, int step)
    {
        const int Wanted = 30_000;

        var fitted = WeightCount.Fit(Options(transition, composition), characters: 11, Wanted, step);

        long distance = Distance(fitted.StateWidth);
        Assert.Equal(0, fitted.StateWidth % step);
        Assert.InRange(distance, 0, Wanted / 50);
        Assert.True(distance <= Distance(fitted.StateWidth - step));
        Assert.True(distance <= Distance(fitted.StateWidth + step));

        long Distance(int width) => Math.Abs(WeightCount.Of(fitted with { StateWidth = width }, characters: 11) - Wanted);
    }

    [Fact]
    public void Fit_FewerThanTheZonesTake_IsRefused()
    {
        var refusal = Assert.Throws<DataException>(
            () => WeightCount.Fit(Options(TransitionKind.Mzu, CompositionKind.Attention), characters: 11, weights: 100, step: 1));

        Assert.Contains("A net of Mzu nearest to 100 weights has ", refusal.Message, StringComparison.Ordinal);
    }

    private static CharacterNetOptions Options(TransitionKind transition, CompositionKind composition) => new()
    {
        Transition = transition,
        EmbeddingWidth = 6,
        StateWidth = 10,
        Zones = new() { Count = 3, Width = 8, Composed = 3, FeedForwardWidth = 12, Composition = composition },
    };
}
