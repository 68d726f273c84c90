using TextClassify.Training.Nets;
using TorchSharp;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Nets;

/// <summary>
/// No native call reads a number that a finalizer may free under it: <c>a + b</c> of tensors makes one, so sums go by
/// <see cref="TensorArithmetic"/>.
/// </summary>
public sealed class ScalarLifetimeTests
{
    [Fact]
    public void Of_Training_NoneIsMadeForOneCall() => Assert.Empty(ScalarLifetimes.Of(typeof(Scalars).Assembly.Location));

    [Fact]
    public void Of_TheseTests_OnlyTheSamplesBelow() => Assert.Equal(
        ["Of_Sample calls op_Addition", "Of_Sample calls square", "Of_Sample calls op_Implicit"],
        ScalarLifetimes.Of(typeof(ScalarLifetimeTests).Assembly.Location).Select(found => found[(found.LastIndexOf('.') + 1)..]));

    [Fact]
    public void Plus_AndItsKind_GiveWhatTheOperatorsGive()
    {
        using var scope = NewDisposeScope();
        var values = tensor([0.1f, -3f, 7f]);

        Assert.Equal([0.2f, -6f, 14f], values.Plus(values).data<float>());
        Assert.Equal([0f, 0f, 0f], values.Minus(values).data<float>());
        Assert.Equal([1.1f, -2f, 8f], values.Plus(1).data<float>());
        Assert.Equal([0.05f, -1.5f, 3.5f], values.Times(0.5).data<float>());
        Assert.Equal([0.05f, -1.5f, 3.5f], values.Over(2).data<float>());
        Assert.Equal([9f, 49f], values.narrow(0, 1, 2).Squared().data<float>());
    }

    /// <summary>Never run: what the rule finds.</summary>
    internal static Tensor Of_Sample(Tensor left, Tensor right)
    {
        using Scalar kept = 2;
        return (left + right).square().mul(3).mul(kept);
    }
}
