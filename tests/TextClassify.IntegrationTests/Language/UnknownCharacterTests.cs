using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Language;

/// <summary>A text in letters that the shipped language model has no row for is not of its kind, however used to unknown letters it
/// gets.</summary>
public sealed class UnknownCharacterTests
{
    [Fact]
    public async Task Score_LettersItDoesNotKnow_AreUnlikeAllTexts()
    {
        var random = new Random(7);
        string text = string.Concat(Enumerable.Range(0, 300).Select(_ => (char)random.Next('а', 'я' + 1)));
        await using var service = new Service(new ServiceFactory(null, ("Models:Directory", Path.Combine(Repository.Folder, "models"))));

        var answer = await service.PostAsync(
            "/score",
            JsonSerializer.Serialize(new { model = "language", inputs = new[] { text, "a film of rare warmth, and a little long" } }));

        var (strange, usual) = (answer.Json.GetProperty("results")[0], answer.Json.GetProperty("results")[1]);
        int unknown = strange.GetProperty("unknownCharacters").GetInt32();
        Assert.InRange(unknown, 200, 300);
        Assert.InRange(strange.GetProperty("bitsPerCharacter").GetDouble(), 20.0 * unknown / 300, 25);
        Assert.Equal(100, strange.GetProperty("ood").GetProperty("percentile").GetDouble());
        Assert.InRange(usual.GetProperty("ood").GetProperty("percentile").GetDouble(), 0, 99);
        Assert.Equal(0, usual.GetProperty("unknownCharacters").GetInt32());
    }
}
