using TextClassify.Explain.Parameters;

namespace TextClassify.UnitTests.Explain.Parameters;

public sealed class ParameterBinderTests
{
    private static readonly ExplainerParameter[] Parameters =
    [
        new IntegerParameter("window", "", Default: 1, Minimum: 1, Maximum: 64),
        new IntegerParameter("aspect", "", Default: null, Minimum: 0, Maximum: 3),
        new ChoiceParameter("baseline", "", "unk", ["unk", "pad"]),
    ];

    [Fact]
    public void Bind_Nothing_GivesTheDefaultsInTheirOrder()
    {
        var binding = ParameterBinder.Bind("m", Parameters, ExplainRequests.Json("{}"));

        Assert.Equal(
            [new("window", 1), new("aspect", null), new("baseline", "unk")],
            (IEnumerable<KeyValuePair<string, object?>>)binding.Values!.All);
    }

    [Fact]
    public void Bind_ValuesInRange_AreTaken()
    {
        var binding = ParameterBinder.Bind("m", Parameters, ExplainRequests.Json("""{"baseline": "pad", "window": 64, "aspect": 0}"""));

        Assert.Equal(64, binding.Values!.Integer("window"));
        Assert.Equal(0, binding.Values.OptionalInteger("aspect"));
        Assert.Equal("pad", binding.Values.Choice("baseline"));
    }

    [Theory]
    [InlineData("""{"window": 0}""", "window", "window is 0; it must be a whole number from 1 to 64.")]
    [InlineData("""{"window": 65}""", "window", "window is 65; it must be a whole number from 1 to 64.")]
    [InlineData("""{"window": 1.5}""", "window", "window is 1.5; it must be a whole number from 1 to 64.")]
    [InlineData("""{"window": "2"}""", "window", "window is \"2\"; it must be a whole number from 1 to 64.")]
    [InlineData("""{"window": null}""", "window", "window is null; it must be a whole number from 1 to 64.")]
    [InlineData("""{"window": 99999999999}""", "window", "window is 99999999999; it must be a whole number from 1 to 64.")]
    [InlineData("""{"aspect": -1}""", "aspect", "aspect is -1; it must be a whole number from 0 to 3.")]
    [InlineData("""{"baseline": "Pad"}""", "baseline", "baseline is \"Pad\"; it must be one of unk, pad.")]
    [InlineData("""{"baseline": 3}""", "baseline", "baseline is 3; it must be one of unk, pad.")]
    [InlineData("""{"Window": 2}""", "Window", "'Window' is not a parameter of m, which takes window, aspect, baseline.")]
    public void Bind_ValueNotAllowed_IsRefusedWithValueAndLimit(string given, string parameter, string message) =>
        Assert.Equal(new ParameterFault(parameter, message), ParameterBinder.Bind("m", Parameters, ExplainRequests.Json(given)).Fault);

    [Fact]
    public void Bind_LongValue_IsNotCarriedAlong()
    {
        var fault = ParameterBinder.Bind("m", Parameters, ExplainRequests.Json($$"""{"baseline": "{{new string('x', 5000)}}"}""")).Fault;

        Assert.InRange(fault!.Message.Length, 1, 120);
    }

    [Fact]
    public void Bind_MethodWithoutParameters_SaysSo() => Assert.Equal(
        "'window' is not a parameter of m, which takes none.",
        ParameterBinder.Bind("m", [], ExplainRequests.Json("""{"window": 1}""")).Fault!.Message);
}
