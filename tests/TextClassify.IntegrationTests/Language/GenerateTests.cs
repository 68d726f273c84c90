using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Language;

public sealed class GenerateTests(LanguageService language) : IClassFixture<LanguageService>
{
    private const string Events = "text/event-stream";

    private readonly Service _service = language.Service;

    [Fact]
    public async Task Generate_LikeliestCharacters_WriteOneOfTheSentences()
    {
        var answer = (await _service.PostAsync("/generate", """{"prompt":"the dog sat on the l","temperature":0,"length":40}""")).Json;

        Assert.Equal("og.", answer.GetProperty("text").GetString());
        Assert.Equal(("edge", 3), (answer.GetProperty("end").GetString(), answer.GetProperty("characterCount").GetInt32()));
    }

    [Fact]
    public async Task Generate_SameSeed_WritesTheSame()
    {
        const string Request = """{"prompt":"the ","temperature":2,"topK":8,"topP":0.95,"seed":5,"length":60}""";

        string first = await TextAsync(Request), second = await TextAsync(Request), other = await TextAsync(
            Request.Replace("5,", "6,", StringComparison.Ordinal));

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task Generate_StopText_EndsBeforeIt()
    {
        var answer = (await _service.PostAsync("/generate", """{"prompt":"the dog sat","temperature":0,"stop":["the","zz"]}""")).Json;

        Assert.Equal(" on ", answer.GetProperty("text").GetString());
        Assert.Equal("stop", answer.GetProperty("end").GetString());
    }

    [Fact]
    public async Task Generate_UnknownCharactersInThePrompt_AreCounted() =>
        Assert.Equal(
            2,
            (await _service.PostAsync(
                "/generate", """{"prompt":"a \u00e9\u4e2d cat","length":1}""")).Json.GetProperty("unknownCharacters").GetInt32());

    /// <summary>The pieces joined are the whole, and the whole is the plain answer.</summary>
    [Fact]
    public async Task Generate_Events_GiveTheTextAsItComes()
    {
        const string Request = """{"prompt":"a ","temperature":1.5,"seed":3,"length":50}""";
        string plain = await TextAsync(Request);

        var answer = await _service.PostAsync("/generate", Request, accept: Events);

        Assert.Equal(Events, answer.MediaType);
        string[] blocks = answer.Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.All(blocks[..^1], block => Assert.StartsWith("event: text\n", block, StringComparison.Ordinal));
        Assert.StartsWith("event: final\n", blocks[^1], StringComparison.Ordinal);
        Assert.True(blocks.Length > 2);
        string[] texts =
        [
            .. blocks.Select(
                block => JsonElement.Parse(
                    block[(block.IndexOf("data: ", StringComparison.Ordinal) + 6)..]).GetProperty("text").GetString()!),
        ];
        Assert.Equal(plain, string.Concat(texts[..^1]));
        Assert.Equal(plain, texts[^1]);
    }

    [Theory]
    [InlineData("""{"length":401}""", "length", "from 1 to 400")]
    [InlineData("""{"length":0}""", "length", "from 1 to 400")]
    [InlineData("""{"temperature":-1}""", "temperature", "from 0 to 5")]
    [InlineData("""{"topP":0}""", "topP", "to 1")]
    [InlineData("""{"topK":-1}""", "topK", "from 0 to 256")]
    [InlineData("""{"seed":-1}""", "seed", "from 0 to 2147483647")]
    [InlineData("""{"stop":[""]}""", "stop[0]", "must have 1 to 64")]
    [InlineData("""{"stop":["1","2","3","4","5","6","7","8","9"]}""", "stop", "at most 8")]
    public async Task Generate_OutOfRange_NamesTheRange(string body, string where, string range)
    {
        var problem = (await _service.PostAsync("/generate", body)).Problem();

        Assert.Equal((400, "out-of-range", where), (problem.Status, problem.Type, problem.Where));
        Assert.Contains(range, problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_PromptTooLong_NamesTheLimit()
    {
        var problem = (await _service.PostAsync("/generate", JsonSerializer.Serialize(new { prompt = new string('a', 201) }))).Problem();

        Assert.Equal((400, "text-too-long", "prompt"), (problem.Status, problem.Type, problem.Where));
    }

    private async Task<string> TextAsync(string request) =>
        (await _service.PostAsync("/generate", request)).Json.GetProperty("text").GetString()!;
}
