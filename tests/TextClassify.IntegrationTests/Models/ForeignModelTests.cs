using System.Text.Json;
using TextClassify.Infrastructure;
using TextClassify.UnitTests.Models;

namespace TextClassify.Models;

/// <summary>A foreign graph over HTTP, from embeddings to logits and nothing else, beside the package of the same net that has every
/// graph.</summary>
public sealed class ForeignModelTests : IAsyncDisposable
{
    private const string Text = "the plot is slow but the cast is warm .";

    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-foreign-").FullName;
    private readonly Service _service;

    public ForeignModelTests()
    {
        TinyPackage.Foreign().Manifest(manifest => manifest["name"] = "foreign").Write(_folder, "foreign");
        new TinyPackage().Manifest(manifest => manifest["name"] = "own").Write(_folder, "own");
        _service = new Service(new ServiceFactory(null, ("Models:Directory", _folder)));
    }

    [Fact]
    public async Task Classify_TheSameNet_GivesTheSameScores()
    {
        var (own, foreign) = (await ResultAsync("/classify", "own", ""), await ResultAsync("/classify", "foreign", ""));

        Assert.Equal(own.GetProperty("label").GetString(), foreign.GetProperty("label").GetString());
        Assert.Equal(own.GetProperty("score").GetDouble(), foreign.GetProperty("score").GetDouble(), 1e-5);
    }

    [Fact]
    public async Task Explain_IntegratedGradients_SumToTheDifferenceAndSayHowTheyWereMade()
    {
        const string Method = ""","method":"integrated_gradients","parameters":{"n_steps":64,"baseline":"zero"}""";
        var (own, foreign) = (await ResultAsync("/explain", "own", Method), await ResultAsync("/explain", "foreign", Method));

        var (expected, actual) = (own.GetProperty("certificate"), foreign.GetProperty("certificate"));
        Assert.Equal(expected.GetProperty("expected").GetDouble(), actual.GetProperty("expected").GetDouble(), 1e-5);
        double residual = Math.Abs(actual.GetProperty("residual").GetDouble());
        Assert.Equal(residual <= actual.GetProperty("tolerance").GetDouble(), actual.GetProperty("converged").GetBoolean());
        Assert.Contains("central_differences", foreign.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("central_differences", own.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_MethodWithoutItsGraph_NamesWhatIsMissingAndWhatWorks()
    {
        var problem = (await _service.PostAsync("/explain", """{"model":"foreign","inputs":"good","method":"evidence"}""")).Problem();

        Assert.Equal((422, "method-not-supported", "method"), (problem.Status, problem.Type, problem.Where));
        Assert.Contains("integrated_gradients", problem.Detail, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<JsonElement> ResultAsync(string path, string model, string more) =>
        (await _service.PostAsync(path, $$"""{"model":"{{model}}","inputs":"{{Text}}"{{more}}}""")).Json.GetProperty("results")[0];
}
