using TextClassify.Infrastructure;

namespace TextClassify.Maps;

/// <summary>A model without maps answers everything else and says what is missing.</summary>
public sealed class WithoutMapTests(Service service) : IClassFixture<Service>
{
    [Theory]
    [InlineData("/hidden-states", """{"inputs":"a fine film","include":["positions"]}""", "include[0]")]
    [InlineData("/hidden-states", """{"inputs":"a fine film","include":["distance","neighbours"]}""", "include[1]")]
    [InlineData("/hidden-states/search", """{"near":{"point":1}}""", "state")]
    [InlineData("/hidden-states/search", """{"pattern":{"units":[1]}}""", "state")]
    public async Task Post_PartThatNeedsAMap_IsRefused(string path, string body, string where)
    {
        var problem = (await service.PostAsync(path, body)).Problem();

        Assert.Equal((400, "reference-map-missing", where), (problem.Status, problem.Type, problem.Where));
    }

    [Fact]
    public async Task Maps_NoMap_IsAnEmptyList() =>
        Assert.Equal("""{"maps":[],"refused":[]}""", (await service.GetAsync("/maps")).Text);

    [Theory]
    [InlineData("/models/polarity/2/corpus", "corpus-missing")]
    [InlineData("/models/none/2/corpus", "unknown-model")]
    public async Task Corpus_NotThere_Is404(string path, string type) =>
        Assert.Equal((404, type), (await service.GetAsync(path)).Problem() is var problem ? (problem.Status, problem.Type) : default);
}
