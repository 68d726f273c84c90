using TextClassify.Infrastructure;

namespace TextClassify.Problems;

/// <summary>A character of a language model takes a slot as long as six tokens of a classifier, and counts as many against the limit of
/// work.</summary>
public sealed class LanguageWorkTests : IAsyncDisposable
{
    private readonly SmallModels _models = new();
    private readonly Service _service;

    public LanguageWorkTests() =>
        _service = new Service(new ServiceFactory(null, ("Models:Directory", _models.Folder), ("Limits:MaxWorkTokens", "120")));

    [Theory]
    [InlineData("/score", """{"model":"rhyme","inputs":"the cat sat on the m."}""")]
    [InlineData("/generate", """{"model":"rhyme","prompt":"the cat","length":40}""")]
    [InlineData("/hidden-states", """{"model":"rhyme","inputs":"the cat sat on the mat."}""")]
    [InlineData("/explain", """{"model":"rhyme","inputs":"the c"}""")]
    public async Task Post_CharactersOfMoreThanTheLimit_Are413(string path, string body)
    {
        var answer = await _service.PostAsync(path, body);

        Assert.Equal((413, "too-much-work"), (answer.Problem().Status, answer.Problem().Type));
        Assert.Contains("6 a character", answer.Problem().Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_CharactersAtTheLimit_AreAnswered() =>
        Assert.Equal(200, (int)(await _service.PostAsync("/score", """{"model":"rhyme","inputs":"the cat sat on the m"}""")).Status);

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _models.Dispose();
    }
}
