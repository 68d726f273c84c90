using TextClassify.Infrastructure;

namespace TextClassify.Http;

/// <summary>A query parameter of the wrong kind is named, with what it takes.</summary>
public sealed class UnreadableQueryTests(TinyService tiny) : IClassFixture<TinyService>
{
    [Theory]
    [InlineData("limit=abc", "out-of-range", "?limit", "The value must be a whole number.")]
    [InlineData("offset=99999999999", "out-of-range", "?offset", "The value must be a whole number.")]
    [InlineData("limit=", "out-of-range", "?limit", "The value must be a whole number.")]
    [InlineData("limit=5&limit=6", "duplicate-property", "?limit", "Send the parameter once.")]
    public async Task Corpus_ParameterUnreadable_IsNamed(string query, string type, string where, string detail) =>
        Assert.Equal((400, type, where, detail), (await tiny.Service.GetAsync($"/models/tiny/1/corpus?{query}")).Problem());

    [Fact]
    public async Task Activate_FlagUnreadable_IsNamed() => Assert.Equal(
        (400, "out-of-range", "?otherLabels", "The value must be true or false."),
        (await tiny.Service.PostAsync("/models/tiny/1/activate?otherLabels=maybe", "")).Problem());
}
